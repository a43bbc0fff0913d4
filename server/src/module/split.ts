// text → pieces: paragraphs of a file's top level, each of which is read by itself. What a piece means depends on its
// own text alone, so an edit costs the pieces it touches, and code that cannot be read spoils no other.

export interface Piece {
  readonly text: string;
  /** Of its first line in the file, zero-based. */
  readonly line: number;
}

/** What decides where a paragraph ends; in this order, for a comment may look like anything. */
const tokens = new RegExp(
  [
    String.raw`(?<comment>\/\*[^]*?\*\/|\/\*[^]*|\/\/[^\n]*)`,
    String.raw`(?<directive>(?<=^[ \t]*)#[ \t]*(?<word>\w*)(?:\/\*[^]*?\*\/|\\\r?\n|[^\n])*)`,
    String.raw`(?<literal>"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?)`,
    String.raw`(?<blank>\n(?:[ \t\r\f]*\n)+)`,
    String.raw`(?<other>[^\s{};"'/#]+|\S)`,
  ].join('|'),
  'gm',
);

/** Cuts at blank lines behind a complete declaration or directive, outside of braces and of conditionals. */
export function splitText(text: string): Piece[] {
  const pieces: Piece[] = [];
  const nesting = new Nesting();
  let [start, line] = [0, 0];
  const take = (end: number, next: number) => {
    const piece = text.slice(start, end);
    if (piece.trim() !== '') pieces.push({ text: piece, line });
    line += countLines(text, start, next);
    start = next;
  };
  for (const { groups = {}, 0: token, index } of text.matchAll(tokens)) {
    if (groups.directive !== undefined) nesting.direct(groups.word ?? '');
    else if (groups.blank !== undefined && nesting.isOutside) take(index + 1, index + token.length);
    else if (groups.literal !== undefined || groups.other !== undefined) nesting.pass(token);
  }
  take(text.length, text.length);
  return pieces;
}

/** Whether the text up to here leaves anything open. */
class Nesting {
  private braces = 0;
  /** The braces that were open at each `#if`: every branch begins with as many. */
  private readonly conditionals: number[] = [];
  private isComplete = true;

  get isOutside(): boolean {
    return this.isComplete && this.braces === 0 && this.conditionals.length === 0;
  }

  direct(word: string): void {
    if (word.startsWith('if')) this.conditionals.push(this.braces);
    else if (word.startsWith('el')) this.braces = this.conditionals.at(-1) ?? this.braces;
    else if (word === 'endif') this.conditionals.pop();
  }

  pass(token: string): void {
    if (token === '{') this.braces++;
    if (token === '}') this.braces = Math.max(0, this.braces - 1);
    this.isComplete = token === '}' || token === ';';
  }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
