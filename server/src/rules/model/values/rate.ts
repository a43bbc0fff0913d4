// Rates: `5/minute` (extensions/libxt_limit.c, parse_rate).
import type { DescriptionContext } from './descriptions';
import { isFault } from './reading';
import type { Reading } from './reading';

const units = ['second', 'minute', 'hour', 'day'] as const;
const secondsOf = { second: 1, minute: 60, hour: 3600, day: 86400 } as const;

/** Packets in a second. */
export function readRate(text: string, perSecond: number): Reading<number> {
  const seconds = secondsOfRate(text);
  if (seconds === undefined) {
    return { fault: `bad rate "${text}"`, from: text.indexOf('/'), to: text.length };
  }
  // atoi, kept in 32 bits: leading digits count, what follows them does not, and -1 is a very large number.
  const count = Number.parseInt(/^\s*[+-]?\d+/.exec(text)?.[0] ?? '0', 10) >>> 0;
  if (count === 0) return { fault: `bad rate "${text}"` };
  const isTooFast = count > perSecond * seconds;
  return isTooFast ? { fault: `Rate too fast "${text}"` } : { value: count / seconds };
}

/** The seconds of the unit of time behind the slash, which may be shortened; one when there is no slash. */
export function secondsOfRate(text: string): number | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return 1;
  const shortened = text.slice(slash + 1).toLowerCase();
  const unit = shortened === '' ? undefined : units.find((name) => name.startsWith(shortened));
  return unit && secondsOf[unit];
}

/** `20/minute` → one every 3 seconds. */
export function describeRate(text: string, { fact }: DescriptionContext): string | undefined {
  const rate = readRate(text, fact.maximum ?? Infinity);
  return isFault(rate) ? undefined : describePerSecond(rate.value);
}

export function describePerSecond(count: number): string {
  return count >= 1 ? `${rounded(count)} in a second.` : `One every ${durationOf(1 / count)}.`;
}

function durationOf(seconds: number): string {
  const [unit, size] = seconds < 60 ? ['second', 1] : seconds < 3600 ? ['minute', 60] : ['hour', 3600];
  const count = rounded(seconds / Number(size));
  return count === '1' ? String(unit) : `${count} ${unit}s`;
}

function rounded(number: number): string {
  return String(Math.round(number * 100) / 100);
}
