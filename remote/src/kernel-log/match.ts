// Record → the source line that printed it: a printk format becomes a pattern, the most specific one wins.
import type { CallSite, KernelRecord } from './record';

/** Finds the call that printed a record; undefined when none could have. */
export type Matcher = (record: KernelRecord) => CallSite | undefined;

export function createMatcher(_callSites: readonly CallSite[]): Matcher {
  throw new Error('createMatcher is being written');
}
