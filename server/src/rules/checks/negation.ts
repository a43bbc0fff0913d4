// `! -j ACCEPT`: a `!` where none may stand.
import type { ProblemCheck } from './rule-check';

export const negation: ProblemCheck = {
  asks: 'problem',
  code: 'negation',
  tier: 'parser',
  severity: 'error',
  title: 'Misplaced !',
  explanation:
    'A `!` stands alone, before an option that can be inverted, and only once. Commands, `-j` and `-m` cannot be inverted, nor can every option of an extension.',
  source: 'iptables/xshared.c, set_option; libxtables/xtoptions.c, xtables_option_parse',
  example: { bad: '-A INPUT -m limit ! --limit 1/second', good: '-A INPUT -m limit --limit 1/second' },
  problems: ['negation'],
  problem: ({ start, end, detail }, { text }) => ({
    start,
    end,
    message: `unexpected \`!': ${detail ?? 'none may stand here'}.`,
    fixes: [
      {
        title: 'Delete the !',
        edits: [{ start, end: text.charAt(end) === ' ' ? end + 1 : end, text: '' }],
      },
    ],
  }),
};
