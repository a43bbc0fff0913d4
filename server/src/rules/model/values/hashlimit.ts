// Rates and bursts of the hashlimit match, in packets or in bytes (extensions/libxt_hashlimit.c, parse_rate,
// parse_bytes and parse_burst, for the revision that kernels have had since 4.14).
import { leadingInteger } from '../../facts/integer';
import { describePerSecond, secondsOfRate } from './rate';
import { isFault } from './reading';
import type { Reading } from './reading';

export interface HashlimitRate {
  readonly unit: 'packets' | 'bytes';
  /**
   * What the kernel is given: of packets the millionths of a second from one to the next, of bytes the part of its
   * largest number that sixteen bytes use up.
   */
  readonly cost: bigint;
  /** Seconds of the unit of time. */
  readonly per: number;
  /** As it was written: packets in that time, or bytes in a second. */
  readonly count: bigint;
}

const scale = 1_000_000n;
const largestCost = 0xffff_ffffn;
/** XT_HASHLIMIT_BURST_MAX */
const largestBurst = 1_000_000n;

/** `5/minute`, `512kb/s`. */
export function readHashlimitRate(text: string): Reading<HashlimitRate> {
  const count = leadingCount(text);
  const bytes = text.indexOf('b/s');
  if (bytes > 0 && count !== 0n) {
    return byteRate(text, BigInt.asUintN(64, count * factorOf(text.charAt(bytes - 1))));
  }
  const per = secondsOfRate(text);
  if (per === undefined || count === 0n) return { fault: `Bad value "${text}"` };
  const cost = (scale * BigInt(per)) / count;
  return cost === 0n
    ? { fault: `Rate too fast "${text}"` }
    : { value: { unit: 'packets', cost, per, count } };
}

function byteRate(text: string, count: bigint): Reading<HashlimitRate> {
  const blocks = BigInt.asUintN(32, count >> 4n);
  // iptables divides by the next number, which is 0 in its 32 bits.
  if (blocks === largestCost) {
    return { fault: `Rate too high "${text}"; iptables ends in a division by zero` };
  }
  return { value: { unit: 'bytes', cost: largestCost / (blocks + 1n), per: 1, count } };
}

/** atoll, kept without a sign: what is negative is a very large number. */
function leadingCount(text: string): bigint {
  // Twenty digits are more than there is room for, however many follow.
  const [, sign = '', digits = ''] = /^\s*([+-]?)0*(\d{0,20})/.exec(text) ?? [];
  const number = BigInt(digits) < 2n ** 63n ? BigInt(digits) : 2n ** 63n - (sign === '-' ? 0n : 1n);
  return BigInt.asUintN(64, sign === '-' ? -number : number);
}

function factorOf(letter: string): bigint {
  return letter === 'm' ? 1024n * 1024n : letter === 'k' ? 1024n : 1n;
}

/** `10`, `400kb`: a number, whose next letter may make it more; the rest is not looked at. */
export function readHashlimitBurst(text: string): Reading<bigint> {
  const number = leadingInteger(text, 0, 2 ** 64);
  const count = BigInt(number?.value ?? 0);
  const isWhole = number?.end === text.length;
  if (!number || count === 0n || (isWhole && count > largestBurst)) {
    return { fault: `bad value, or out of range (1-${largestBurst})` };
  }
  return { value: BigInt.asUintN(64, count * factorOf(text.charAt(number.end))) };
}

/** Bytes in a second that a cost stands for, as iptables counts back (cost_to_bytes). */
export function bytesOfCost(cost: bigint): bigint {
  return (largestCost / cost - 1n) << 4n;
}

export function describeHashlimitRate(text: string): string | undefined {
  const rate = readHashlimitRate(text);
  if (isFault(rate)) return undefined;
  const { unit, count, per } = rate.value;
  return unit === 'bytes' ? `${count} bytes in a second.` : describePerSecond(Number(count) / per);
}

/** `400kb` of a rate in bytes. */
export function describeHashlimitBurst(text: string): string | undefined {
  const burst = readHashlimitBurst(text);
  if (isFault(burst) || /^\s*\d+$/.test(text)) return undefined;
  return `${burst.value.toLocaleString('en')} bytes.`;
}
