// `--limit-burst 0`, `--limit 1/day --limit-burst 10000`: a bucket the kernel cannot count.
import { parseInteger } from '../facts/integer';
import { readRate } from '../model/values/rate';
import { isFault } from '../model/values/reading';
import type { ExtensionNode } from '../syntax/tree';
import type { LineCheck } from './rule-check';

/** include/uapi/linux/netfilter/xt_limit.h: what a second counts for. */
const scale = 10_000;
const word = 2 ** 32;
/** What iptables sets when nothing is said: three an hour. */
const usualRate = 3 / 3600;
const usualBurst = 5;

export const limitOverflow: LineCheck = {
  asks: 'line',
  code: 'limit-overflow',
  tier: 'kernel',
  severity: 'error',
  title: 'Limit the kernel cannot count',
  explanation:
    'The kernel multiplies the time between two packets by the burst, in 32 bits, and refuses the rule when that overflows or when the burst is zero. iptables-nft counts another way and takes both.',
  source: 'net/netfilter/xt_limit.c, limit_mt_check',
  example: {
    bad: '-A INPUT -m limit --limit 1/day --limit-burst 10000',
    good: '-A INPUT -m limit --limit 1/minute --limit-burst 10',
  },
  line(rule, { profile }, report): void {
    if (profile.variant !== 'legacy') return;
    for (const extension of rule.extensions) {
      if (extension.name !== 'limit') continue;
      const burst = valueOf(extension, 'limit-burst');
      const rate = valueOf(extension, 'limit');
      const packets = burst ? parseInteger(burst.value, 0, scale) : usualBurst;
      const perSecond = rate ? readRate(rate.value, scale) : { value: usualRate };
      if (packets === undefined || isFault(perSecond)) continue;
      const between = Math.floor(scale / perSecond.value);
      if (packets > 0 && credits(between * packets) >= credits(between)) continue;
      const { start, end } = burst ?? rate ?? extension.word;
      report({
        start,
        end,
        message: 'the kernel refuses the rule: rate and burst together are more than it can count.',
      });
    }
  },
};

/**
 * What a time counts for in the kernel, in 32 bits (user2credits). A second is HZ times CREDITS_PER_JIFFY, which is
 * 32,000 for the tick rates distributions build with, 250 and 1000.
 */
function credits(time: number): number {
  const second = 32_000;
  const user = time % word;
  const scaled =
    user > Math.floor((word - 1) / second)
      ? Math.floor(user / scale) * second
      : Math.floor((user * second) / scale);
  return scaled % word;
}

function valueOf({ options }: ExtensionNode, name: string) {
  return options.find(({ fact }) => fact?.name === name)?.values[0];
}
