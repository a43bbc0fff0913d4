// Record → the source line that printed it: a printk format becomes a pattern, the most specific one wins.
import { createPattern, type FormatPattern } from './format-pattern';
import type { CallSite, KernelRecord } from './record';

/** Finds the call that printed a record; undefined when none could have. */
export type Matcher = (record: KernelRecord) => CallSite | undefined;

interface Candidate {
  readonly site: CallSite;
  readonly pattern: FormatPattern;
}

/**
 * A format without any text of its own (`"%s\n"`) would match every line of the kernel, so it matches none. Of
 * calls that fit equally well the level decides, then the order given.
 */
export function createMatcher(callSites: readonly CallSite[]): Matcher {
  const candidates = callSites
    .map((site): Candidate => ({ site, pattern: createPattern(site.format) }))
    .filter(({ pattern }) => pattern.weight > 0)
    .sort((one, other) => other.pattern.weight - one.pattern.weight);
  return (record) => {
    const first = candidates.find(({ pattern }) => pattern.matches(record.text));
    if (first === undefined || first.site.level === record.level) return first?.site;
    const sameLevel = candidates.find(
      ({ site, pattern }) =>
        site.level === record.level &&
        pattern.weight === first.pattern.weight &&
        pattern.matches(record.text),
    );
    return (sameLevel ?? first).site;
  };
}
