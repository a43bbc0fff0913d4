// String and character literals → the text that the compiler makes of them.
import type { Node } from './nodes';

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The decoded content of a string_literal or char_literal node. */
export function readString(node: Node): string {
  return node.namedChildren
    .map((piece) => (piece.type === 'escape_sequence' ? decodeEscape(piece.text) : piece.text))
    .join('');
}

/** One escape sequence, backslash included; what C doesn't know stands for itself. */
function decodeEscape(sequence: string): string {
  const body = sequence.slice(1);
  if (/^x[0-9a-fA-F]+$/.test(body)) return String.fromCharCode(Number.parseInt(body.slice(1), 16) & 0xff);
  if (/^[0-7]{1,3}$/.test(body)) return String.fromCharCode(Number.parseInt(body, 8) & 0xff);
  if (/^[uU][0-9a-fA-F]+$/.test(body)) return decodeCodePoint(Number.parseInt(body.slice(1), 16));
  // A backslash before a line break joins the lines.
  if (/^\r?\n$/.test(body)) return '';
  return simpleEscapes[body] ?? body;
}

function decodeCodePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
