// Numbers, ranges of numbers and marks with masks (libxtables/xtoptions.c, xtopt_parse_int, xtopt_parse_mint;
// libxtables/xtables.c, xtables_parse_mark_mask).
import { parseInteger, spellBound } from '../../facts/integer';
import { leadingNumber } from './leading-number';
import { isFault } from './reading';
import type { ValueContext } from './readers';
import type { Reading } from './reading';

export interface Mark {
  readonly value: number;
  readonly mask: number;
}

const largest = 0xffffffff;

export function readInteger(text: string, minimum: number, maximum: number): Reading<number> {
  const value = parseInteger(text, minimum, maximum);
  return value === undefined
    ? { fault: `bad value, or out of range (${minimum}-${spellBound(maximum)})` }
    : { value };
}

/**
 * `5`, `5:10`, `:10`, `5:`; an end that is not there is the smallest or the largest there is. Where the range is
 * `ordered`, no end is below the one before it or below the minimum.
 */
export function readIntegerRange(
  text: string,
  maximum: number,
  ordered?: { readonly minimum: number },
): Reading<{ first: number; last: number }> {
  const parts = text.split(':');
  if (parts.length > 2) return { fault: 'too many components (2 at most)' };
  let from = 0;
  const ends: number[] = [];
  for (const [index, part] of parts.entries()) {
    const least = ordered ? (ends[0] ?? ordered.minimum) : 0;
    const value = part === '' ? (index === 1 ? maximum : least) : parseInteger(part, least, maximum);
    if (value === undefined) {
      return {
        fault: `bad value, or out of range (${least}-${spellBound(maximum)})`,
        from,
        to: from + part.length,
      };
    }
    ends.push(value);
    from += part.length + 1;
  }
  const [first = 0, last = first] = ends;
  return { value: { first, last } };
}

/** `0x1`, `0x1/0xff`. */
export function readMark(text: string): Reading<Mark> {
  const slash = text.indexOf('/');
  const end = slash < 0 ? text.length : slash;
  const value = parseInteger(text.slice(0, end), 0, largest);
  const fault = 'bad integer value, or out of range (0-0xffffffff)';
  if (value === undefined) return { fault, from: 0, to: end };
  if (slash < 0) return { value: { value, mask: largest } };
  const mask = parseInteger(text.slice(slash + 1), 0, largest);
  return mask === undefined ? { fault, from: slash, to: text.length } : { value: { value, mask } };
}

/** A number with a fraction, as strtod reads it. */
export function readNumber(text: string, minimum: number, maximum: number): Reading<number> {
  const number = leadingNumber(text);
  // What is no number at all to C, NaN, is within all bounds.
  if (!number || number.end < text.length || number.value < minimum || number.value > maximum) {
    return { fault: `bad value, or out of range (${minimum}-${maximum})` };
  }
  return { value: number.value };
}

/** `0x16` → 22: only what is not written in decimal. */
export function describeInteger(text: string): string | undefined {
  const value = /^\+?0./.test(text) ? parseInteger(text, 0, Number.MAX_SAFE_INTEGER) : undefined;
  return value === undefined ? undefined : `\`${text}\` is ${value}.`;
}

/** A mark in hexadecimal, decimal and bits, and the bits of it that count. */
export function describeMark(text: string): string | undefined {
  const mark = readMark(text);
  if (isFault(mark)) return undefined;
  const { value, mask } = mark.value;
  const described = `Mark \`${hexadecimal(value)}\` = ${value}, in bits \`${bitsOf(value)}\`.`;
  if (mask === largest) return described;
  return `${described}\n\nMask \`${hexadecimal(mask)}\`, in bits \`${bitsOf(mask)}\`.`;
}

function hexadecimal(number: number): string {
  return `0x${number.toString(16)}`;
}

/** By four, from eight bits on: `0000_1010`. */
function bitsOf(number: number): string {
  const digits = number.toString(2);
  return digits.padStart(Math.max(8, Math.ceil(digits.length / 4) * 4), '0').replace(/\B(?=(.{4})+$)/g, '_');
}

/** `64:` → what the end is that was left out. */
export function describeIntegerRange(
  text: string,
  { fact: { minimum = 0, maximum = largest } }: Pick<ValueContext, 'fact'>,
): string | undefined {
  const range = readIntegerRange(text, maximum, { minimum });
  if (isFault(range) || !text.includes(':')) return undefined;
  const { first, last } = range.value;
  return `${first} to ${spellBound(last)}.`;
}

/** `0.25` of a probability → 25 %. */
export function describeNumber(
  text: string,
  { fact: { minimum = 0, maximum = Infinity } }: Pick<ValueContext, 'fact'>,
): string | undefined {
  const number = readNumber(text, minimum, maximum);
  if (isFault(number) || minimum !== 0 || maximum !== 1 || Number.isNaN(number.value)) return undefined;
  return `${(number.value * 100).toLocaleString('en', { maximumFractionDigits: 8 })} %.`;
}
