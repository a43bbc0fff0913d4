// A time of the estimator of rates: `250ms`, `0.5s` (extensions/libxt_RATEEST.c, RATEEST_get_time).
import { leadingNumber } from './leading-number';
import { isFault } from './reading';
import type { Reading } from './reading';

const microseconds: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ...['s', 'sec', 'secs'].map((unit) => [unit, 1_000_000] as const),
  ...['ms', 'msec', 'msecs'].map((unit) => [unit, 1000] as const),
  ...['us', 'usec', 'usecs'].map((unit) => [unit, 1] as const),
]);

/** In microseconds, as the unsigned int of 32 bits that C makes of it; without a unit it is in microseconds already. */
export function readEstimatorTime(text: string): Reading<number> {
  const number = leadingNumber(text);
  const unit = number && microseconds.get(text.slice(number.end).toLowerCase());
  if (!number || unit === undefined) return { fault: `bad value "${text}"` };
  return { value: (number.value * unit) >>> 0 };
}

export function describeEstimatorTime(text: string): string | undefined {
  const reading = readEstimatorTime(text);
  return isFault(reading) ? undefined : `${(reading.value / 1_000_000).toLocaleString('en')} seconds.`;
}
