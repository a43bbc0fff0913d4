// Where in a source line a compiler points. Its column number does not say: gcc counts a tab as up to eight columns
// since version 11 and as one before, clang counts bytes. The lines it prints below its message do, whatever it
// counts:
//
//       3 |         return oops;
//         |                ^~~~

/** The text of a source line as the compiler repeats it, with tabs expanded; undefined for any other line. */
export function repeatedSource(line: string): string | undefined {
  return /^ *\d+ \| (?<text>.*)$/.exec(line)?.groups?.['text'];
}

/** How far behind the bar the caret stands, from zero, in the line below; undefined for any other line. */
export function caretOffset(line: string): number | undefined {
  const marks = /^ +\| (?<marks>[ ~]*\^)/.exec(line)?.groups?.['marks'];
  return marks === undefined ? undefined : marks.length - 1;
}

/**
 * The one-based column, in UTF-16 units, of what the caret points at. The rest of the line from there on is the same
 * in both texts but for its white space. Undefined when it is not, because the source has changed meanwhile.
 */
export function columnOfCaret(source: string, repeated: string, offset: number): number | undefined {
  const rest = withoutBlanks(repeated.slice(offset));
  if (rest === '' || !withoutBlanks(source).endsWith(rest)) return undefined;
  let index = source.length;
  for (let left = rest.length; left > 0;) {
    index--;
    if (!/\s/.test(source[index] ?? '')) left--;
  }
  return index + 1;
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
