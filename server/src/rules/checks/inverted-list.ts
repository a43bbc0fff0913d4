// `! -s 192.0.2.1,192.0.2.2`: a list that is inverted.
import type { LineCheck, LineFinding } from './rule-check';

export const invertedList: LineCheck = {
  asks: 'line',
  code: 'inverted-list',
  tier: 'parser',
  severity: 'error',
  title: 'List of addresses where only one may be',
  explanation:
    'A list makes a rule of each of its addresses, so inverting it would match everything; and a rule that replaces another can be but one. A set (`-m set ! --match-set`) can be inverted.',
  source: 'iptables/xshared.c, ipv4_post_parse and do_parse',
  example: { bad: '-A INPUT ! -s 192.0.2.1,192.0.2.2', good: '-A INPUT ! -s 192.0.2.0/30' },
  *line(rule): Iterable<LineFinding> {
    const addresses = rule.options.filter(({ owner, fact }) => !owner && 'sd'.includes(fact.letter));
    if (addresses.length === 0) return;
    const isList = addresses.some(({ values }) => values[0]?.value.includes(','));
    if (!isList) return;
    const replaces = rule.options.some(({ owner, fact }) => !owner && fact.letter === 'R');
    for (const { negation, word, values } of addresses) {
      const end = values[0]?.end ?? word.end;
      if (negation) {
        const message = '! not allowed with multiple source or destination IP addresses.';
        yield { start: negation.start, end, message };
      } else if (replaces && values[0]?.value.includes(',')) {
        yield { start: word.start, end, message: 'Replacement rule does not specify a unique address.' };
      }
    }
  },
};
