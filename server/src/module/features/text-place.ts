// A position in the text of a source, and the word that stands there: for features that must work in code which is
// being typed.
import type { Position, Range } from 'vscode-languageserver-types';

export interface Place {
  readonly text: string;
  readonly position: Position;
}

export interface WordPlace {
  readonly word: string;
  readonly range: Range;
}

/** The word at a position; undefined between words, and in comments and strings. */
export function wordAt({ text, position: { line, character } }: Place): WordPlace | undefined {
  const written = text.split('\n')[line] ?? '';
  for (const { 0: token, index } of written.matchAll(
    /\/\/.*|\/\*.*?(?:\*\/|$)|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\w+/g,
  )) {
    if (index > character || character > index + token.length) continue;
    if (!/^[A-Za-z_]/.test(token)) return undefined;
    return {
      word: token,
      range: { start: { line, character: index }, end: { line, character: index + token.length } },
    };
  }
  return undefined;
}
