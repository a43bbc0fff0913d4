// How the parts of the kernel's API that netfilter modules use have changed: rows of forms, each with the kernels that
// have it. Where a target's own headers are known they decide (described-kernel.ts); these rows say what a use is, since
// when another takes its place, and how one becomes the other.
import { conntrackHistory } from './history/conntrack';
import { miscellaneousHistory } from './history/miscellaneous';
import { packetHistory } from './history/packets';
import { procHistory } from './history/proc';
import { routingHistory } from './history/routing';
import { timerHistory } from './history/timers';
import { xtablesHistory } from './history/xtables';

export interface ApiChange {
  /** Who says so: a file of the kernel and what to look at there, or a commit. */
  readonly source: string;
  /** The headers, below include/, in one of which a kernel declares whichever form it has. */
  readonly headers: readonly string[];
  /** Oldest first; the last is how it is written today, unless nothing took its place. */
  readonly eras: readonly Era[];
  /** How roles that an older form lacks are worked out from those it has: `dev_net(skb_dst($skb)->dev)`. */
  readonly derived?: Readonly<Record<string, string>>;
  /** Whether more than the place of a use must change, so that only a person can rewrite it. */
  readonly manual?: boolean;
  /** Said where it matters for whoever rewrites a use: `The sense is inverted: …`. */
  readonly note?: string;
}

export interface Era {
  /** See `readForm` (forms.ts). */
  readonly form: string;
  /** `5.10, 5.9.9`: mainline, then stable series that took the change over. Left out: before anything in use. */
  readonly since?: string;
  /** First kernel without it; left out: the next era takes its place. `never` for what goes on beside the next. */
  readonly until?: string;
  /** From here on stable kernels may have taken the change over, and nobody here knows which. */
  readonly perhapsSince?: string;
  /** Returns what is true where the era before it returned what is false. */
  readonly inverted?: boolean;
}

export const apiHistory: readonly ApiChange[] = [
  ...xtablesHistory,
  ...routingHistory,
  ...conntrackHistory,
  ...packetHistory,
  ...timerHistory,
  ...procHistory,
  ...miscellaneousHistory,
];
