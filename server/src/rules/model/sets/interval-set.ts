// Sets of whole numbers as intervals: addresses, ports, protocols, types of ICMP. All operations are exact. The
// intervals of a set are in order, apart from each other, and none touches the next, so equal sets look equal.

/** From `first` to `last`, both included. */
export interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

export type IntervalSet = readonly Interval[];

export function intervalSet(intervals: readonly Interval[]): IntervalSet {
  const sorted = intervals
    .filter(({ first, last }) => first <= last)
    .toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const joined: Interval[] = [];
  for (const interval of sorted) {
    const before = joined.at(-1);
    if (!before || interval.first > before.last + 1n) joined.push(interval);
    else if (interval.last > before.last) joined[joined.length - 1] = { ...before, last: interval.last };
  }
  return joined;
}

export function isEmptySet(set: IntervalSet): boolean {
  return set.length === 0;
}

export function union(one: IntervalSet, other: IntervalSet): IntervalSet {
  return intervalSet([...one, ...other]);
}

export function intersection(one: IntervalSet, other: IntervalSet): IntervalSet {
  const found: Interval[] = [];
  let [i, j] = [0, 0];
  for (let [a, b] = [one[i], other[j]]; a && b; [a, b] = [one[i], other[j]]) {
    const first = a.first > b.first ? a.first : b.first;
    const last = a.last < b.last ? a.last : b.last;
    if (first <= last) found.push({ first, last });
    if (a.last < b.last) i += 1;
    else j += 1;
  }
  return found;
}

/** What of `one` is not in `other`. */
export function difference(one: IntervalSet, other: IntervalSet): IntervalSet {
  const left: Interval[] = [];
  for (const { first, last } of one) {
    let from = first;
    for (const hole of other) {
      if (hole.last < from) continue;
      if (hole.first > last) break;
      if (hole.first > from) left.push({ first: from, last: hole.first - 1n });
      from = hole.last + 1n;
    }
    if (from <= last) left.push({ first: from, last });
  }
  return left;
}

export function intersects(one: IntervalSet, other: IntervalSet): boolean {
  return !isEmptySet(intersection(one, other));
}

/** Whether all of `part` is in `whole`. */
export function contains(whole: IntervalSet, part: IntervalSet): boolean {
  return isEmptySet(difference(part, whole));
}
