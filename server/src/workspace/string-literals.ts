// The strings of a C text, comments and characters passed over.
import type { Offsets } from '../embedded/mapped-text';

const pieces = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'/g;

/** The spans between the quotes. */
export function stringLiterals(text: string): Offsets[] {
  return [...text.matchAll(pieces)].flatMap(({ 0: piece, index }) =>
    piece.startsWith('"') ? [{ start: index + 1, end: index + piece.length - 1 }] : [],
  );
}
