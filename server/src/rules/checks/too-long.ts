// Limits of iptables-restore: bytes of a line and of an argument, arguments of a line.
import { longestLine } from '../syntax/lexer';
import type { LineCheck, ProblemCheck } from './rule-check';

const description = {
  tier: 'parser',
  severity: 'error',
  title: 'Longer than iptables-restore can read',
  explanation:
    'A line has at most 10,239 bytes (iptables-restore reads what is beyond as a line of its own), an argument at most 1,023, and a rule at most 251 arguments.',
  source: 'iptables/iptables-restore.c; iptables/xshared.c, add_param and add_argv',
  consumers: ['restore', 'noflush', 'ufw'],
} as const;

export const tooLong: ProblemCheck = {
  ...description,
  asks: 'problem',
  code: 'too-long',
  example: { bad: '-A INPUT -s 192.0.2.1,192.0.2.2,…', good: '-A INPUT -m set --match-set hosts src' },
  problems: ['argument-too-long', 'too-many-arguments'],
  problem: ({ code, start, end }) => ({
    start,
    end,
    message:
      code === 'argument-too-long'
        ? 'Parameter too long: iptables-restore takes arguments of 1,023 bytes at most.'
        : 'Parser cannot handle more arguments: a line has 251 at most.',
  }),
};

export const lineTooLong: LineCheck = {
  ...description,
  asks: 'line',
  isImmediate: true,
  code: 'line-too-long',
  example: { bad: '-A INPUT -m comment --comment "…"', good: '-A INPUT' },
  line(_rule, { text }, report): void {
    if (text.length * 3 <= longestLine || Buffer.byteLength(text) <= longestLine) return;
    report({
      start: 0,
      end: text.length,
      message: 'Line too long: iptables-restore reads 10,239 bytes and takes the rest for another line.',
    });
  },
};
