// `--limit 5/fortnight`: a rate that is none.
import { readRate } from '../model/values/rate';
import type { ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

export const badRate: ValueCheck = {
  asks: 'value',
  code: 'bad-rate',
  tier: 'parser',
  severity: 'error',
  title: 'Bad rate',
  explanation:
    'A rate is a number, `/` and `second`, `minute`, `hour` or `day`, which may be shortened; seconds when left out. It is at most 10,000 in a second.',
  source: 'extensions/libxt_limit.c, parse_rate',
  example: { bad: '-A INPUT -m limit --limit 5/fortnight', good: '-A INPUT -m limit --limit 5/minute' },
  kinds: ['rate'],
  value: (word, option) => valueFinding(readRate(word.value, option.fact?.maximum ?? 10000), word, option),
};
