// Integers as iptables reads them (libxtables/xtables.c, xtables_strtoul, which is strtoul with base 0): decimal,
// octal after `0`, hexadecimal after `0x`, after white space and a `+`; never negative; nothing may follow.
const integer = /^[ \t\n\v\f\r]*\+?(0[xX][0-9a-fA-F]+|\d+)$/;
const digits = /^(?:0|[1-9]\d{0,9})$/;
/** What has no room in 64 bits is out of every range. */
const tooLarge = 2n ** 64n;

/**
 * The value of `text` between `minimum` and `maximum`, inclusive; undefined when it is none. Exact up to 2^53; a bound
 * of 2^64 - 1 is exact too, since what is above it is no number to iptables.
 */
export function parseInteger(text: string, minimum: number, maximum: number): number | undefined {
  const value = digits.test(text) ? Number(text) : readInteger(text);
  return value !== undefined && value >= minimum && value <= maximum ? value : undefined;
}

/** A bound as iptables would print it: what a double can only say as 2^64 is the largest number of 64 bits. */
export function spellBound(bound: number): string {
  return bound < 2 ** 64 ? String(bound) : String(tooLarge - 1n);
}

function readInteger(text: string): number | undefined {
  const match = integer.exec(text);
  if (!match) return undefined;
  const [, read = ''] = match;
  // Octal: 08 is a 0 with something behind it, and so nothing.
  if (/^0\d*[89]/.test(read)) return undefined;
  const value = valueOf(read, 0);
  return value < tooLarge ? Number(value) : undefined;
}

/** What digits stand for: hexadecimal after `0x` and octal after `0` only where the base is open. */
function valueOf(text: string, base: 0 | 10): bigint {
  return BigInt(base === 0 && /^0\d/.test(text) ? `0o${text}` : text);
}

/** A number that a text begins with, and where what stands behind it begins. */
export interface LeadingInteger {
  readonly value: number;
  readonly end: number;
}

const leading = /[ \t\n\v\f\r]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/y;
const leadingDecimal = /[ \t\n\v\f\r]*([+-]?)(\d+)/y;

/** A number up to `maximum` at the place `from`, whatever follows: xtables_strtoul of a caller who asks for the end. */
export function leadingInteger(text: string, from: number, maximum: number): LeadingInteger | undefined {
  leading.lastIndex = from;
  const match = leading.exec(text);
  if (!match || match[1] === '-') return undefined;
  const value = parseInteger(match[0], 0, maximum);
  return value === undefined ? undefined : { value, end: leading.lastIndex };
}

/**
 * What strtoul alone makes of the text at `from`, kept in an unsigned int, where an extension calls it and looks at
 * nothing but what follows: a `-` counts back from 2^32, and where there is no number it is 0.
 */
export function looseInteger(text: string, from: number, base: 0 | 10): LeadingInteger {
  const pattern = base === 10 ? leadingDecimal : leading;
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  if (!match) return { value: 0, end: from };
  const [, sign, read = ''] = match;
  const number = valueOf(read, base);
  const unsigned = number >= tooLarge ? -1n : sign === '-' ? -number : number;
  return { value: Number(BigInt.asUintN(32, unsigned)), end: pattern.lastIndex };
}
