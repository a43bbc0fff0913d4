// What is known of a number or a pointer while paths are followed: which signs it may have, and which number it is. Of a
// pointer, NULL is zero. Pure arithmetic on such knowledge; who knows what, and why, is for facts.ts.

/** Sets of signs, as bits. The lesser bit is the lesser number. */
export const signs = {
  none: 0,
  negative: 1,
  zero: 2,
  positive: 4,
  notPositive: 3,
  nonzero: 5,
  notNegative: 6,
  any: 7,
} as const;

export interface Value {
  /** The signs it may have. */
  readonly signs: number;
  readonly constant?: number;
  /** The constant that it is, where nobody here knows which number that stands for; others are taken for other numbers. */
  readonly symbol?: string;
}

export const unknownValue: Value = { signs: signs.any };
export const nonzero: Value = { signs: signs.nonzero };
export const zero: Value = { signs: signs.zero };

export function constant(number: number): Value {
  return { signs: signOfDifference(number, 0), constant: number };
}

/** What a comparison says of the sign of its left side where the right is zero; mirrored, of the right side. */
export const comparisons: Readonly<Record<string, { readonly is: number; readonly mirrored: number }>> = {
  '==': { is: signs.zero, mirrored: signs.zero },
  '!=': { is: signs.nonzero, mirrored: signs.nonzero },
  '<': { is: signs.negative, mirrored: signs.positive },
  '<=': { is: signs.notPositive, mirrored: signs.notNegative },
  '>': { is: signs.positive, mirrored: signs.negative },
  '>=': { is: signs.notNegative, mirrored: signs.notPositive },
};

/** The value of `left operator right`; unknown for all operators but comparisons. */
export function compareValues(operator: string, left: Value, right: Value): Value {
  const holding = comparisons[operator]?.is;
  if (holding === undefined) return unknownValue;
  if (left.symbol !== undefined && right.symbol !== undefined && /^[!=]=$/.test(operator)) {
    return (left.symbol === right.symbol) === (operator === '==') ? nonzero : zero;
  }
  const possible = possibleDifference(left, right);
  return truthOf((possible & holding) !== 0, (possible & ~holding & signs.any) !== 0);
}

function possibleDifference(left: Value, right: Value): number {
  if (left.constant !== undefined && right.constant !== undefined) {
    return signOfDifference(left.constant, right.constant);
  }
  let possible: number = signs.none;
  for (const a of singleSigns) {
    for (const b of singleSigns) {
      if ((left.signs & a) === 0 || (right.signs & b) === 0) continue;
      possible |= a === b && a !== signs.zero ? signs.any : signOfDifference(a, b);
    }
  }
  return possible;
}

const singleSigns = [signs.negative, signs.zero, signs.positive];

function signOfDifference(left: number, right: number): number {
  if (left === right) return signs.zero;
  return left < right ? signs.negative : signs.positive;
}

/** The value of `!value`, `-value` and other unary operators. */
export function applySign(operator: string, value: Value): Value {
  if (operator === '!') return truthOf((value.signs & signs.zero) !== 0, (value.signs & signs.nonzero) !== 0);
  if (operator === '+') return value;
  if (operator !== '-') return unknownValue;
  const swapped =
    (value.signs & signs.zero) |
    ((value.signs & signs.negative) === 0 ? signs.none : signs.positive) |
    ((value.signs & signs.positive) === 0 ? signs.none : signs.negative);
  return { signs: swapped, ...(value.constant !== undefined && { constant: -value.constant }) };
}

function truthOf(holds: boolean, fails: boolean): Value {
  return { signs: (holds ? signs.nonzero : signs.none) | (fails ? signs.zero : signs.none) };
}
