// extensions/libxt_hashlimit.c, hashlimit_mt_check; net/netfilter/xt_hashlimit.c, hashlimit_mt_check_common
import { parseInteger } from '../../facts/integer';
import { bytesOfCost, readHashlimitBurst, readHashlimitRate } from '../../model/values/hashlimit';
import type { HashlimitRate } from '../../model/values/hashlimit';
import { readPrefixLength } from '../../model/values/prefix-length';
import { isFault } from '../../model/values/reading';
import type { Reading } from '../../model/values/reading';
import type { ExtensionNode } from '../../syntax/tree';
import type { LineContext, LineFinding, Report } from '../rule-check';
import type { Constraint } from './constraint';
import { findOption, hasOption, knownValue, spanOf } from './options';

/** XT_HASHLIMIT_BURST and XT_HASHLIMIT_BURST_MAX */
const usualBurst = 5n;
const largestBurst = 1_000_000n;
/** What a millionth of a second counts for in the kernel, with the tick rates distributions build with, 250 and 1000. */
const creditsOfMicrosecond = 137_438_953n;

export const hashlimit: Constraint = {
  kind: 'match',
  name: 'hashlimit',
  check(extension, context, report): void {
    checkTimes(extension, report);
    checkMasks(extension, context, report);
    checkRate(extension, report);
  },
};

function checkRate(extension: ExtensionNode, report: Report): void {
  const rateOption = findOption(extension, 'hashlimit-upto') ?? findOption(extension, 'hashlimit-above');
  const burstOption = findOption(extension, 'hashlimit-burst');
  const rate = read(knownValue(rateOption), readHashlimitRate);
  const burst = read(knownValue(burstOption), readHashlimitBurst);
  const place = burstOption ?? rateOption;
  if (!place || rate === undefined || (burstOption && burst === undefined)) return;
  const fault =
    faultOfBurst(rate, burst) ??
    (hasOption(extension, 'hashlimit-rate-match') ? faultOfMeasuring(rate) : faultOfCounting(rate, burst));
  if (fault) report({ ...spanOf(place), ...fault });
}

/** Undefined for what is not there, not known yet, or wrong by itself. */
function read<Value>(text: string | undefined, reader: (text: string) => Reading<Value>): Value | undefined {
  const reading = text === undefined ? undefined : reader(text);
  return reading && !isFault(reading) ? reading.value : undefined;
}

type RateFault = Pick<LineFinding, 'message' | 'tier'>;

/** What iptables says of rate and burst; there is no usual burst of bytes. */
function faultOfBurst({ unit, cost }: HashlimitRate, burst: bigint | undefined): RateFault | undefined {
  if (burst === undefined) return undefined;
  if (unit === 'packets') {
    return burst > largestBurst ? { message: `bad value, or out of range (1-${largestBurst}).` } : undefined;
  }
  const smallest = bytesOfCost(cost);
  if (smallest === 0n) {
    return { message: 'iptables divides by zero for a burst with a rate below 16 bytes in a second.' };
  }
  return burst < smallest ? { message: `burst cannot be smaller than ${smallest}b.` } : undefined;
}

/** A bucket that the kernel cannot count: packets in 64 bits, bytes in 32. */
function faultOfCounting({ unit, cost }: HashlimitRate, burst = usualBurst): RateFault | undefined {
  const isOverflow = unit === 'bytes' ? cost === 1n : burst === 0n || credits(cost * burst) < credits(cost);
  const what = unit === 'bytes' ? 'the rate is' : 'rate and burst together are';
  return isOverflow
    ? { message: `the kernel refuses the rule: ${what} more than it can count.`, tier: 'kernel' }
    : undefined;
}

/** What is measured is counted by the second. */
function faultOfMeasuring({ unit, cost, per }: HashlimitRate): RateFault | undefined {
  return unit === 'packets' && cost < per
    ? { message: 'the kernel refuses the rule: the rate is more than it can measure.', tier: 'kernel' }
    : undefined;
}

function credits(microseconds: bigint): bigint {
  return BigInt.asUintN(64, BigInt.asUintN(64, microseconds) * creditsOfMicrosecond);
}

function checkTimes(extension: ExtensionNode, report: Report): void {
  for (const name of ['hashlimit-htable-expire', 'hashlimit-htable-gcinterval']) {
    const time = findOption(extension, name);
    if (!time || parseInteger(knownValue(time) ?? '', 0, 0) === undefined) continue;
    report({ ...spanOf(time), message: `the kernel refuses \`--${name}' 0.`, tier: 'kernel' });
  }
}

function checkMasks(extension: ExtensionNode, context: LineContext, report: Report): void {
  for (const name of ['hashlimit-srcmask', 'hashlimit-dstmask']) {
    const mask = findOption(extension, name);
    const text = knownValue(mask);
    const length = text === undefined ? undefined : readPrefixLength(text, context);
    if (!mask || !length || isFault(length) || length.value !== undefined) continue;
    report({ ...spanOf(mask), message: 'the kernel refuses a mask that is no prefix.', tier: 'kernel' });
  }
}
