// A range of queues to balance over: `0:3` (extensions/libxt_NFQUEUE.c, NFQUEUE_parse_v3; net/netfilter/xt_NFQUEUE.c,
// nfqueue_tg_check, which counts the queues in 16 bits).
import { isAtLeast } from '../../profile';
import { readIntegerRange } from './integer';
import type { ValueContext } from './readers';
import { isFault } from './reading';
import type { Reading } from './reading';

/** The first version that leaves the kernel nothing to refuse. */
const boundsRanges = '1.8.11';
const mostQueues = 65535;

export function readQueueRange(
  text: string,
  { profile }: Pick<ValueContext, 'profile'>,
): Reading<{ first: number; last: number }> {
  const largest = isAtLeast(profile, boundsRanges) ? mostQueues - 1 : mostQueues;
  const range = readIntegerRange(text, largest);
  if (isFault(range)) return range;
  const { first, last } = range.value;
  if (!text.includes(':')) return { fault: `Bad range "${text}": it needs the first and the last queue` };
  if (first >= last) return { fault: `${first} should be less than ${last}` };
  const isTooWide = last - first >= mostQueues;
  return isTooWide
    ? { fault: `the kernel balances over ${mostQueues} queues at most`, tier: 'kernel' }
    : range;
}

export function describeQueueRange(text: string, context: Pick<ValueContext, 'profile'>): string | undefined {
  const range = readQueueRange(text, context);
  if (isFault(range)) return undefined;
  const { first, last } = range.value;
  return `Queues ${first} to ${last}: ${last - first + 1} of them.`;
}
