// A printk format string → a pattern for what it prints. Each piece becomes a class of characters that a number,
// an address or a word is made of (kernel: lib/vsprintf.c, Documentation/core-api/printk-formats.rst).
//
// Matching is written out instead of using regular expressions: formats come from any source file, and two `%s`
// in a row make a backtracking engine take forever. Here each piece of a format passes over the text once.

/** Text that has to appear, or a run of characters that may. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'value';
      readonly accepts: (character: string) => boolean;
      readonly mayBeEmpty: boolean;
    };

export interface FormatPattern {
  /** Characters of plain text: of several patterns that match, the one with most is meant. */
  readonly weight: number;
  matches(text: string): boolean;
}

/** The longest line that printk keeps whole; longer ones are not matched. */
const longest = 4096;

export function createPattern(format: string): FormatPattern {
  const pieces = splitFormat(format.replace(/\n+$/, ''));
  const weight = pieces.reduce((sum, piece) => sum + (piece.kind === 'text' ? piece.text.length : 0), 0);
  return { weight, matches: (text) => text.length <= longest && matchPieces(pieces, text) };
}

const conversion =
  /%(?:%|p(?<pointer>[A-Za-z0-9]*)|(?<flags>[-+ #0]*)(?:\d+|\*)?(?:\.(?:\d+|\*)?)?(?:hh|h|ll|l|L|q|j|z|t)?(?<letter>[diouxXcs])|[-+ #0]*(?:\d+|\*)(?:\.(?:\d+|\*))?p(?<sized>[A-Za-z0-9]*))/g;

function splitFormat(format: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of format.matchAll(conversion)) {
    addText(pieces, format.slice(at, found.index));
    at = found.index + found[0].length;
    if (found[0] === '%%') addText(pieces, '%');
    else addValue(pieces, found.groups ?? {});
    // What follows %p belongs to it only as far as the kernel knows the letters; the rest is text.
    const rest = foreignSuffix(found.groups?.['pointer'] ?? found.groups?.['sized']);
    addText(pieces, rest);
  }
  addText(pieces, format.slice(at));
  return pieces;
}

function addText(pieces: Piece[], text: string): void {
  if (text === '') return;
  const last = pieces.at(-1);
  if (last?.kind === 'text') pieces[pieces.length - 1] = { kind: 'text', text: last.text + text };
  else pieces.push({ kind: 'text', text });
}

const anything = (): boolean => true;
const oneOf = (characters: RegExp) => (character: string) => characters.test(character);

/** Numbers may be padded with blanks. */
const decimal = oneOf(/[-+ 0-9]/);
const hexadecimal = oneOf(/[-+ 0-9a-fA-Fx]/);

function addValue(pieces: Piece[], groups: Record<string, string | undefined>): void {
  const pointer = groups['pointer'] ?? groups['sized'];
  if (pointer !== undefined) {
    pieces.push({ kind: 'value', accepts: acceptsPointer(pointer), mayBeEmpty: pointer !== '' });
    return;
  }
  const letter = groups['letter'] ?? '';
  pieces.push({ kind: 'value', accepts: acceptsLetter(letter), mayBeEmpty: letter === 's' });
}

function acceptsLetter(letter: string): (character: string) => boolean {
  if (letter === 's' || letter === 'c') return anything;
  return 'diu'.includes(letter) ? decimal : hexadecimal;
}

/** The extensions of %p that the kernel knows: longer ones first. */
const pointerExtensions =
  /^(?:[Ii](?:6c|[46][hnbl]?|S[pcfsdhnbl]*)|[mM][RF]?|[fFsSB][RbB]?|h[CDN]?|[rR]|U[bBlL]?|V|K|NF|a[dp]?|d[DCLtTrR0-9]?|D[0-9]?|g|t[RT][dtrvs]*|C[nr]?|G[pgf]|O[FfnpPcC]*|x|e|u[sk]|4cc|4c?|E[achnops]*|b[l]?)/;

function foreignSuffix(pointer: string | undefined): string {
  if (pointer === undefined) return '';
  return pointer.slice(pointerExtensions.exec(pointer)?.[0].length ?? 0);
}

function acceptsPointer(pointer: string): (character: string) => boolean {
  // An IPv4 address; the family of a socket address is known only at run time.
  if (/^[Ii]4/.test(pointer)) return oneOf(/[0-9.]/);
  if (/^[Ii]/.test(pointer)) return oneOf(/[0-9a-fA-F:.[\]/%]/);
  // A MAC address, raw bytes.
  if (/^[mMh]/.test(pointer)) return oneOf(/[0-9a-fA-F: -]/);
  // A hashed or a plain address, or `(null)`.
  if (/^(?:[xK]|$)/.test(pointer)) return oneOf(/[0-9a-fA-Fx()nul]/);
  // Symbols, structures, names: free text.
  return anything;
}

/** Follows all ways to read the text at once: piece after piece, the places where one can have ended. */
function matchPieces(pieces: readonly Piece[], text: string): boolean {
  // reachable[i]: whether the pieces so far can end at i.
  let reachable = new Uint8Array(text.length + 1);
  reachable[0] = 1;
  for (const piece of pieces) {
    reachable =
      piece.kind === 'text' ? afterText(piece.text, text, reachable) : afterValue(piece, text, reachable);
  }
  return reachable[text.length] === 1;
}

function afterText(piece: string, text: string, before: Uint8Array): Uint8Array<ArrayBuffer> {
  const after = new Uint8Array(text.length + 1);
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    if (before[at] === 1) after[at + piece.length] = 1;
  }
  return after;
}

function afterValue(
  piece: Extract<Piece, { kind: 'value' }>,
  text: string,
  before: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const after = new Uint8Array(text.length + 1);
  let open = false;
  for (let at = 0; at <= text.length; at++) {
    // `open`: a value that began at or before the last character reaches up to here.
    if (open || (piece.mayBeEmpty && before[at] === 1)) after[at] = 1;
    const character = text[at];
    if (character === undefined) break;
    open = (open || before[at] === 1) && piece.accepts(character);
  }
  return after;
}
