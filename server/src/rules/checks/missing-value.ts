// `-A INPUT -j`: an option without the value it needs.
import type { ProblemCheck } from './rule-check';

export const missingValue: ProblemCheck = {
  asks: 'problem',
  code: 'missing-value',
  tier: 'parser',
  severity: 'error',
  title: 'Missing value',
  explanation: 'The option wants a value, or one more, and the line ends or goes on with another option.',
  source: 'iptables/xshared.c, do_parse',
  example: { bad: '-A INPUT -p tcp --dport', good: '-A INPUT -p tcp --dport 22' },
  problems: ['missing-value'],
  problem: ({ subject, start, end, detail }) => ({
    start,
    end,
    message: `option "${subject}" lacks a value: ${detail ?? 'it requires an argument'}.`,
  }),
};
