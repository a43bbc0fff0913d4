// What the string match looks for (extensions/libxt_string.c, parse_string and parse_hex_string; net/netfilter/xt_string.c,
// string_mt_check): an algorithm, and a pattern as a text or with bytes in hexadecimal between bars.
import { isFault } from './reading';
import type { Reading, ReadingFault } from './reading';

/** include/uapi/linux/netfilter/xt_string.h, XT_STRING_MAX_PATTERN_SIZE */
const longestPattern = 128;
const algorithms = ['bm', 'kmp', 'fsm'];

const tooLong: ReadingFault = { fault: `the pattern has more than ${longestPattern} bytes` };
const nothing: ReadingFault = { fault: 'the kernel refuses an empty pattern', tier: 'kernel' };

/** The kernel looks for a module of that name. */
export function readSearchAlgorithm(text: string): Reading<string> {
  if (algorithms.includes(text)) return { value: text };
  return { fault: `the kernel has no algorithm \`${text}': it is bm or kmp`, tier: 'kernel' };
}

export function readSearchText(text: string): Reading<Buffer> {
  const bytes = Buffer.from(text);
  if (bytes.length > longestPattern) return tooLong;
  return bytes.length === 0 ? nothing : { value: bytes };
}

const [bar, backslash, blank] = [0x7c, 0x5c, 0x20];

/** `GET |0d 0a|`: between bars bytes of two digits, a blank behind each if you like; elsewhere `\` takes the next as it is. */
export function readHexPattern(text: string): Reading<Buffer> {
  const bytes = Buffer.from(text);
  if (bytes.length === 0) return { fault: 'STRING must contain at least one char' };
  const pattern: number[] = [];
  let isHex = false;
  for (let at = 0; at < bytes.length;) {
    if (pattern.length >= longestPattern) return tooLong;
    const isLiteral = bytes[at] === backslash;
    if (isLiteral && isHex) return { fault: 'Cannot include literals in hex data' };
    if (bytes[at] === bar) {
      isHex = !isHex;
      while (isHex && bytes[at + 1] === blank) at += 1;
      at += 1;
      if (at >= bytes.length) break;
    }
    // A bar or backslash right behind a bar stands for itself.
    const next = isLiteral
      ? literalAt(bytes, at)
      : isHex
        ? hexAt(bytes, at)
        : { value: bytes[at] ?? 0, length: 1 };
    if (isFault(next)) return next;
    pattern.push(next.value);
    at += next.length;
  }
  return pattern.length === 0 ? nothing : { value: Buffer.from(pattern) };
}

type PatternByte = ReadingFault | { readonly value: number; readonly length: number };

function literalAt(bytes: Buffer, at: number): PatternByte {
  const value = bytes[at + 1];
  return value === undefined ? { fault: 'Bad literal placement at end of string' } : { value, length: 2 };
}

/** Two digits; the block must be closed, so something follows them. */
function hexAt(bytes: Buffer, at: number): PatternByte {
  const digits = bytes.toString('latin1', at, at + 2);
  if (digits.length < 2) return { fault: 'Odd number of hex digits' };
  if (at + 2 >= bytes.length) return { fault: 'Invalid hex block: its closing `|` is missing' };
  if (!/^[\da-f]{2}$/i.test(digits)) return { fault: `\`${digits}' is no byte in hexadecimal` };
  return { value: Number.parseInt(digits, 16), length: bytes[at + 2] === blank ? 3 : 2 };
}

/** What is looked for, byte by byte. */
export function describeHexPattern(text: string): string | undefined {
  const reading = readHexPattern(text);
  if (isFault(reading)) return undefined;
  const bytes = [...reading.value].map((byte) => byte.toString(16).padStart(2, '0'));
  return `${bytes.length} byte${bytes.length === 1 ? '' : 's'}: \`${bytes.join(' ')}\`.`;
}
