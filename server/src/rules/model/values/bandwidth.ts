// Rates of bytes or bits in a second: `8000`, `64kbit`, `1.5MiBps` (extensions/libxt_rateest.c, rateest_get_rate).
import { leadingNumber } from './leading-number';
import { isFault } from './reading';
import type { Reading } from './reading';

/** Bits that one of a unit stands for; a unit's letters may be small or capital. */
const bitsOf = new Map([
  ['', 8],
  ...['bit', 'kbit', 'mbit', 'gbit', 'tbit'].map((name, power) => [name, 1000 ** power] as const),
  ...['kibit', 'mibit', 'gibit', 'tibit'].map((name, power) => [name, 1024 ** (power + 1)] as const),
  ...['bps', 'kbps', 'mbps', 'gbps', 'tbps'].map((name, power) => [name, 8 * 1000 ** power] as const),
  ...['kibps', 'mibps', 'gibps', 'tibps'].map((name, power) => [name, 8 * 1024 ** (power + 1)] as const),
]);

/** Bytes in a second. */
export function readBandwidth(text: string): Reading<number> {
  const number = leadingNumber(text);
  const bits = number && bitsOf.get(text.slice(number.end).toLowerCase());
  if (!number || bits === undefined) return { fault: `could not parse rate \`${text}'` };
  return { value: (number.value * bits) / 8 };
}

export function describeBandwidth(text: string): string | undefined {
  const reading = readBandwidth(text);
  if (isFault(reading) || !Number.isFinite(reading.value)) return undefined;
  const count = (number: number) => number.toLocaleString('en');
  return `${count(reading.value)} bytes in a second, which are ${count(reading.value * 8)} bits.`;
}
