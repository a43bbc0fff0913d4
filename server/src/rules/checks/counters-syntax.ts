// `[1:2 -A INPUT`: counters that are not closed.
import type { ProblemCheck } from './rule-check';

export const countersSyntax: ProblemCheck = {
  asks: 'problem',
  code: 'counters-syntax',
  tier: 'parser',
  severity: 'error',
  title: 'Malformed counters',
  explanation: 'A line that begins with `[` begins with counters: packets, a colon, bytes and `]`.',
  source: 'iptables/xshared.c, tokenize_rule_counters',
  example: { bad: '[10 -A INPUT -j ACCEPT', good: '[10:840] -A INPUT -j ACCEPT' },
  consumers: ['restore', 'noflush', 'ufw'],
  problems: ['counters-syntax'],
  problem: ({ start, end, subject }) => ({
    start,
    end,
    message: subject.endsWith(']')
      ? 'counters need a `:` between packets and bytes.'
      : 'counters need a `]`.',
  }),
};
