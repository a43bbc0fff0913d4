// Sets of marks as `--mark value/mask` describes them: numbers of 32 bits of which those of the mask are the value's,
// and none of those that inverted conditions take away.

export interface MaskedValue {
  readonly value: number;
  readonly mask: number;
}

export interface MarkSet {
  /** Undefined where conditions contradict each other: no mark is in the set. */
  readonly only: MaskedValue | undefined;
  readonly but: readonly MaskedValue[];
}

export const everyMark: MarkSet = { only: { value: 0, mask: 0 }, but: [] };

export function markSet(condition: MaskedValue, isInverted: boolean): MarkSet {
  // A value with bits outside of its mask is met by no mark (net/netfilter/xt_mark.c, mark_mt).
  const isMet = (condition.value & ~condition.mask) === 0;
  if (isInverted) return isMet ? { ...everyMark, but: [condition] } : everyMark;
  return { only: isMet ? condition : undefined, but: [] };
}

export function intersectMarks(one: MarkSet, other: MarkSet): MarkSet {
  return {
    only: one.only && other.only && joined(one.only, other.only),
    but: [...one.but, ...other.but],
  };
}

/** Certain when it says so; a set of many exceptions may be empty all the same. */
export function isEmptyMarkSet({ only, but }: MarkSet): boolean {
  return only === undefined || but.some((hole) => includes(hole, only));
}

/** Both conditions at once; undefined when no mark meets both. */
function joined(one: MaskedValue, other: MaskedValue): MaskedValue | undefined {
  if (((one.value ^ other.value) & one.mask & other.mask) !== 0) return undefined;
  return { value: (one.value | other.value) >>> 0, mask: (one.mask | other.mask) >>> 0 };
}

/** Whether whatever meets `part` meets `whole`. */
function includes(whole: MaskedValue, part: MaskedValue): boolean {
  return (whole.mask & ~part.mask) === 0 && ((whole.value ^ part.value) & whole.mask) === 0;
}

/** Whether all marks of `part` are in `whole`; certain when it says so. */
export function marksContain(whole: MarkSet, part: MarkSet): boolean {
  if (isEmptyMarkSet(part)) return true;
  const { only } = part;
  if (!only || !whole.only || !includes(whole.only, only)) return false;
  return whole.but.every(
    (hole) => joined(hole, only) === undefined || part.but.some((other) => includes(other, hole)),
  );
}
