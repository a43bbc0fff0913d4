// Which packets a rule matches, dimension by dimension. What a rule asks beyond these dimensions is named in `unknown`: it
// matches no packets but those of the set then, and maybe not all of them. A dimension that is left out is not asked for,
// which is more than to ask for all its values: a packet without ports meets no condition on ports.
import { contains, intersection, isEmptySet } from './sets/interval-set';
import type { IntervalSet } from './sets/interval-set';
import { interfacesContain, interfacesIntersect, isEmptyInterfaceSet } from './sets/interface-set';
import type { InterfaceSet } from './sets/interface-set';
import { everyMark, intersectMarks, isEmptyMarkSet, marksContain } from './sets/mark-set';
import type { MarkSet } from './sets/mark-set';

/** Dimensions whose values are numbers. */
export const numericDimensions = [
  'protocol',
  'source',
  'destination',
  'sourcePort',
  'destinationPort',
  /** Bits of no order: each is a state of its own. */
  'state',
  /** The type in the upper byte, the code in the lower. */
  'icmpType',
] as const;

export type NumericDimension = (typeof numericDimensions)[number];
export type InterfaceDimension = 'input' | 'output';
export type Dimension = NumericDimension | InterfaceDimension | 'mark';

export interface MatchSet extends Partial<Readonly<Record<NumericDimension, IntervalSet>>> {
  /** All conditions on the interface hold at once. */
  readonly input?: readonly InterfaceSet[];
  readonly output?: readonly InterfaceSet[];
  readonly mark?: MarkSet;
  /** What else the rule asks for: `limit`, `owner`. */
  readonly unknown: readonly string[];
}

/** The dimension in which no value is left, so that the rule matches nothing; certain when it is given. */
export function emptyDimension(set: MatchSet): Dimension | undefined {
  for (const dimension of numericDimensions) {
    const values = set[dimension];
    if (values && isEmptySet(values)) return dimension;
  }
  for (const dimension of ['input', 'output'] as const) {
    if (isContradiction(set[dimension] ?? [])) return dimension;
  }
  return set.mark && isEmptyMarkSet(set.mark) ? 'mark' : undefined;
}

function isContradiction(interfaces: readonly InterfaceSet[]): boolean {
  return interfaces.some(
    (one, index) =>
      isEmptyInterfaceSet(one) ||
      interfaces.slice(index + 1).some((other) => !interfacesIntersect(one, other)),
  );
}

/** Whether some packet may be matched by both; when it says no, none is. */
export function mayIntersect(one: MatchSet, other: MatchSet): boolean {
  return emptyDimension(intersectSets(one, other)) === undefined;
}

export function intersectSets(one: MatchSet, other: MatchSet): MatchSet {
  const numeric = numericDimensions.flatMap((dimension) => {
    const [a, b] = [one[dimension], other[dimension]];
    const both = a && b ? intersection(a, b) : (a ?? b);
    return both ? [[dimension, both] as const] : [];
  });
  return {
    ...Object.fromEntries(numeric),
    ...both('input', one, other),
    ...both('output', one, other),
    ...((one.mark ?? other.mark) && {
      mark: intersectMarks(one.mark ?? everyMark, other.mark ?? everyMark),
    }),
    unknown: [...new Set([...one.unknown, ...other.unknown])],
  };
}

function both(dimension: InterfaceDimension, one: MatchSet, other: MatchSet): Partial<MatchSet> {
  const all = [...(one[dimension] ?? []), ...(other[dimension] ?? [])];
  return all.length > 0 ? { [dimension]: all } : {};
}

/** Whether every packet that `part` matches is matched by `whole`; certain when it says so. */
export function containsSet(whole: MatchSet, part: MatchSet): boolean {
  if (emptyDimension(part) !== undefined) return true;
  if (whole.unknown.length > 0) return false;
  const isNumericIn = numericDimensions.every((dimension) => {
    const [outer, inner] = [whole[dimension], part[dimension]];
    return !outer || (inner !== undefined && contains(outer, inner));
  });
  const areInterfacesIn = (['input', 'output'] as const).every((dimension) =>
    (whole[dimension] ?? []).every((outer) =>
      (part[dimension] ?? []).some((inner) => interfacesContain(outer, inner)),
    ),
  );
  return isNumericIn && areInterfacesIn && (!whole.mark || marksContain(whole.mark, part.mark ?? everyMark));
}
