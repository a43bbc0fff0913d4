// `--limit 5/fortnight`: a rate that is none.
import type { Reading } from '../model/values/reading';
import type { ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

const units = ['second', 'minute', 'hour', 'day'] as const;
const secondsOf = { second: 1, minute: 60, hour: 3600, day: 86400 } as const;

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

function readRate(text: string, perSecond: number): Reading<number> {
  const slash = text.indexOf('/');
  const unitText = slash < 0 ? 's' : text.slice(slash + 1).toLowerCase();
  const unit = unitText === '' ? undefined : units.find((name) => name.startsWith(unitText));
  if (!unit) return { fault: `bad rate "${text}"`, from: Math.max(slash, 0), to: text.length };
  // atoi: leading digits count, what follows them does not.
  const count = Number.parseInt(/^\s*[+-]?\d+/.exec(text)?.[0] ?? '0', 10);
  if (count === 0) return { fault: `bad rate "${text}"` };
  const isTooFast = count > perSecond * secondsOf[unit];
  return isTooFast ? { fault: `Rate too fast "${text}"` } : { value: count / secondsOf[unit] };
}
