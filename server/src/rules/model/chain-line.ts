// The form that nearly all chain lines of a large file have, told by their letters alone: `:NAME - [0:0]`. What is of
// another form is parsed.
import { longestName } from '../facts/tables';
import type { Declaration } from './line';

const space = 32;
const dash = 45;

/** What plain lines say; all of them share these. */
const declarations: readonly (readonly [string, Declaration])[] = ['-', 'ACCEPT', 'DROP'].map((policy) => [
  ` ${policy} `,
  { policy, isPlain: true },
]);

/** What a chain line from `from` to `to` of a text declares, and where the name ends; undefined for other forms. */
export function plainDeclaration(
  text: string,
  from: number,
  to: number,
): { readonly declaration: Declaration; readonly end: number } | undefined {
  const limit = Math.min(to, from + 2 + longestName);
  let at = from + 1;
  let isTelling = false;
  for (; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === space) break;
    if (!isPlainLetter(code)) return undefined;
    isTelling ||= code < 65;
  }
  // A name of letters alone may be a verdict's, or that of a chain that is built in.
  if (!isTelling || text.charCodeAt(from + 1) === dash || text.charCodeAt(at) !== space) return undefined;
  const known = declarations.find(([policy]) => text.startsWith(policy, at));
  const isEnded = known && isCounters(text, at + known[0].length, to);
  return isEnded ? { declaration: known[1], end: at } : undefined;
}

/** Letters, digits, `-`, `.` and `_`. */
function isPlainLetter(code: number): boolean {
  const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
  return isLetter || (code >= 48 && code <= 57) || code === dash || code === 46 || code === 95;
}

/** `[0:0]`, and nothing behind it. */
function isCounters(text: string, from: number, to: number): boolean {
  if (text.charCodeAt(from) !== 91 || text.charCodeAt(to - 1) !== 93) return false;
  let colons = 0;
  for (let at = from + 1; at < to - 1; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 58) colons += 1;
    else if (code < 48 || code > 57) return false;
  }
  return colons === 1;
}
