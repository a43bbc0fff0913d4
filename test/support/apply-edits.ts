// Text edits of the protocol, applied all at once, by the places in the text as it was. Only a line feed ends a line
// here: an edit may take away the carriage return before it.
import type { Position, TextEdit } from 'vscode-languageserver-types';

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offsetOf = ({ line, character }: Position) =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0) + character;
  const backwards = [...edits].sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start));
  return backwards.reduce(
    (result, { range, newText }) =>
      result.slice(0, offsetOf(range.start)) + newText + result.slice(offsetOf(range.end)),
    text,
  );
}
