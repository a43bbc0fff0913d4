// A use of the kernel's API + the kernels it is compiled for → on which of them it breaks, and what they have instead.
import { groupBy } from '../group-by';
import { apiHistory } from './history';
import type { ApiChange, Era } from './history';
import { matchForm, readForm } from './forms';
import type { Form, Roles } from './forms';
import type { Kernel } from './kernel';
import type { KernelUse } from './uses';
import { contains, difference, intersection, since, allVersions, union } from './versions';
import type { VersionSet } from './versions';

/** An era of a change, with its form read and the kernels that have it. */
export interface Term {
  readonly change: ApiChange;
  readonly era: Era;
  readonly form: Form;
  /** Kernels that have the form for certain. */
  readonly versions: VersionSet;
  /** With those that may have it. */
  readonly possibleVersions: VersionSet;
}

/** What a use is in the history. */
export interface Recognition {
  readonly term: Term;
  /** What the use gives for the roles of the form. */
  readonly roles: Roles;
  /** Kernels where it may compile: those of every row that knows the form. */
  readonly versions: VersionSet;
}

/**
 * Without a kernel stated, a use is wrong when it compiles on none from here on: 4.14 of 2017 is the oldest kernel that was
 * still maintained in 2024, so that code for older ones is no longer built by anybody who would want to be told.
 */
export const oldestJudged = '4.14';

const terms: readonly Term[] = apiHistory.flatMap(termsOf);
const termsByName: ReadonlyMap<string, readonly Term[]> = groupBy(terms, ({ form }) => form.name);

/** Every form of the history. */
export const forms: readonly Form[] = terms.map(({ form }) => form);

/** Every name that a row of the history is about. */
export const watchedNames: ReadonlySet<string> = new Set(termsByName.keys());

function termsOf(change: ApiChange): Term[] {
  return change.eras.map((era, index) => {
    const begins = era.since === undefined ? allVersions : since(era.since);
    const perhaps = era.perhapsSince === undefined ? begins : union(begins, since(era.perhapsSince));
    const next = change.eras[index + 1]?.since;
    const ends = era.until ?? next ?? 'never';
    const over = ends === 'never' ? [] : since(ends);
    return {
      ...{ change, era, form: readForm(era.form) },
      versions: difference(begins, over),
      possibleVersions: difference(perhaps, over),
    };
  });
}

/** The era that a use belongs to; undefined for what the history does not know. */
export function recognize(use: KernelUse): Recognition | undefined {
  const matching = (termsByName.get(use.name) ?? []).flatMap((term) => {
    const roles = matchForm(term.form, use);
    return roles ? [{ term, roles }] : [];
  });
  // Rows where something took its place say more than those where it took another's.
  const [first] = [...matching].sort((a, b) => Number(isLast(a.term)) - Number(isLast(b.term)));
  if (!first) return undefined;
  const sameForm = matching.filter(({ term }) => term.era.form === first.term.era.form);
  const versions = sameForm.reduce<VersionSet>((all, { term }) => union(all, term.possibleVersions), []);
  return { ...first, versions };
}

function isLast({ change, era }: Term): boolean {
  return change.eras.at(-1) === era;
}

/** Whether a kernel has a form: by its headers where they say, else by its version. */
export function has(kernel: Kernel, { term, versions }: Pick<Recognition, 'term' | 'versions'>): boolean {
  return kernel.declares?.(term.form, term.change.headers) ?? contains(versions, kernel.version);
}

/** The form of the same row that a kernel has; undefined if it has none, or nobody knows. */
export function formOn(kernel: Kernel, { change }: Term): Term | undefined {
  const [latest] = termsIn(change)
    .toReversed()
    .filter((term) => has(kernel, { term, versions: term.versions }));
  return latest;
}

/** The eras of a row, oldest first. */
export function termsIn(change: ApiChange): readonly Term[] {
  return terms.filter((term) => term.change === change);
}

/** The kernels that are judged without any being stated. */
export const judgedVersions: VersionSet = since(oldestJudged);

/** What a use is to all kernels of the last years: gone from all of them, gone from the newest, or fine. */
export function fateOf({ versions }: Recognition, compiled: VersionSet): 'gone' | 'going' | 'fine' {
  const judged = intersection(compiled, judgedVersions);
  const usable = intersection(judged, versions);
  if (judged.length === 0) return 'fine';
  if (usable.length === 0) return 'gone';
  return judged.at(-1)?.to === Infinity && usable.at(-1)?.to !== Infinity ? 'going' : 'fine';
}
