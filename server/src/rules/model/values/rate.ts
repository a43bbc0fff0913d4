// Rates: `5/minute` (extensions/libxt_limit.c, parse_rate).
import type { DescriptionContext } from './descriptions';
import { isFault } from './reading';
import type { Reading } from './reading';

const units = ['second', 'minute', 'hour', 'day'] as const;
const secondsOf = { second: 1, minute: 60, hour: 3600, day: 86400 } as const;

/** Packets in a second. */
export function readRate(text: string, perSecond: number): Reading<number> {
  const slash = text.indexOf('/');
  const unitText = slash < 0 ? 's' : text.slice(slash + 1).toLowerCase();
  const unit = unitText === '' ? undefined : units.find((name) => name.startsWith(unitText));
  if (!unit) return { fault: `bad rate "${text}"`, from: Math.max(slash, 0), to: text.length };
  // atoi, kept in 32 bits: leading digits count, what follows them does not, and -1 is a very large number.
  const count = Number.parseInt(/^\s*[+-]?\d+/.exec(text)?.[0] ?? '0', 10) >>> 0;
  if (count === 0) return { fault: `bad rate "${text}"` };
  const isTooFast = count > perSecond * secondsOf[unit];
  return isTooFast ? { fault: `Rate too fast "${text}"` } : { value: count / secondsOf[unit] };
}

/** `20/minute` → one every 3 seconds. */
export function describeRate(text: string, { fact }: DescriptionContext): string | undefined {
  const rate = readRate(text, fact.maximum ?? Infinity);
  if (isFault(rate)) return undefined;
  const { value } = rate;
  return value >= 1 ? `${rounded(value)} in a second.` : `One every ${durationOf(1 / value)}.`;
}

function durationOf(seconds: number): string {
  const [unit, size] = seconds < 60 ? ['second', 1] : seconds < 3600 ? ['minute', 60] : ['hour', 3600];
  const count = rounded(seconds / Number(size));
  return count === '1' ? String(unit) : `${count} ${unit}s`;
}

function rounded(number: number): string {
  return String(Math.round(number * 100) / 100);
}
