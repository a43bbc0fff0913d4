// extensions/libxt_hashlimit.c, hashlimit_mt_check; net/netfilter/xt_hashlimit.c, hashlimit_mt_check_common
import { parseInteger } from '../../facts/integer';
import { bytesOfCost, readHashlimitBurst, readHashlimitRate } from '../../model/values/hashlimit';
import type { HashlimitRate } from '../../model/values/hashlimit';
import { readPrefixLength } from '../../model/values/prefix-length';
import { isFault } from '../../model/values/reading';
import type { ExtensionNode, Word } from '../../syntax/tree';
import type { LineContext, LineFinding, Report } from '../rule-check';
import type { Constraint } from './constraint';
import { optionOf, valueOf } from './constraint';

/** XT_HASHLIMIT_BURST and XT_HASHLIMIT_BURST_MAX */
const usualBurst = 5n;
const largestBurst = 1_000_000n;
/** What a millionth of a second counts for in the kernel, with the tick rates distributions build with, 250 and 1000. */
const creditsOfMicrosecond = 137_438_953n;

export const hashlimit: Constraint = {
  kind: 'match',
  name: 'hashlimit',
  check(extension, context, report): void {
    checkBuckets(extension, context, report);
    const rateText = valueOf(extension, 'hashlimit-upto') ?? valueOf(extension, 'hashlimit-above');
    if (!rateText) return;
    const rate = readHashlimitRate(rateText.value);
    const burstText = valueOf(extension, 'hashlimit-burst');
    const burst = burstText ? readHashlimitBurst(burstText.value) : undefined;
    if (isFault(rate) || (burst && isFault(burst))) return;
    const place = burstText ?? rateText;
    const found =
      faultOfBurst(rate.value, burst?.value) ??
      (optionOf(extension, 'hashlimit-rate-match')
        ? faultOfMeasuring(rate.value)
        : faultOfCounting(rate.value, burst?.value ?? usualBurst));
    if (found) report({ start: place.start, end: place.end, ...found });
  },
};

type Fault = Pick<LineFinding, 'message' | 'tier'>;

/** What iptables says of rate and burst; there is no usual burst of bytes. */
function faultOfBurst({ unit, cost }: HashlimitRate, burst: bigint | undefined): Fault | undefined {
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

/** A bucket that the kernel cannot count in 64 bits of packets, or in 32 of bytes. */
function faultOfCounting({ unit, cost }: HashlimitRate, burst: bigint): Fault | undefined {
  const isOverflow = unit === 'bytes' ? cost === 1n : burst === 0n || credits(cost * burst) < credits(cost);
  if (!isOverflow) return undefined;
  const message =
    unit === 'bytes'
      ? 'the kernel refuses the rule: the rate is more than it can count.'
      : 'the kernel refuses the rule: rate and burst together are more than it can count.';
  return { message, tier: 'kernel' };
}

/** What is measured is counted by the second. */
function faultOfMeasuring({ unit, cost, per }: HashlimitRate): Fault | undefined {
  if (unit === 'bytes' || cost >= per) return undefined;
  return { message: 'the kernel refuses the rule: the rate is more than it can measure.', tier: 'kernel' };
}

function credits(microseconds: bigint): bigint {
  return BigInt.asUintN(64, BigInt.asUintN(64, microseconds) * creditsOfMicrosecond);
}

function checkBuckets(extension: ExtensionNode, context: LineContext, report: Report): void {
  const refuse = (word: Word, why: string) =>
    report({
      start: word.start,
      end: word.end,
      message: `the kernel refuses the rule: ${why}.`,
      tier: 'kernel',
    });
  for (const name of ['hashlimit-htable-expire', 'hashlimit-htable-gcinterval']) {
    const time = valueOf(extension, name);
    if (time && parseInteger(time.value, 0, 0) === 0) refuse(time, `\`--${name}' must be 1 at least`);
  }
  for (const name of ['hashlimit-srcmask', 'hashlimit-dstmask']) {
    const mask = valueOf(extension, name);
    const length = mask && readPrefixLength(mask.value, context);
    if (mask && length && !isFault(length) && length.value === undefined) {
      refuse(mask, 'the mask is no prefix');
    }
  }
}
