// Text → lines. The line is the unit of everything that follows: iptables reads a rule file line by line. A text is
// immutable; a change gives another, which shares the pieces that the change does not touch. By what they share, whoever
// has worked something out for one version finds what is still true of the next.
import { Offsets } from './offsets';
import { cutText, isSmall } from './piece';
import type { Piece } from './piece';

/** One line of the file. `text + ending` of all lines, joined, is the file. */
export interface SourceLine {
  readonly text: string;
  /** Only the line feed counts for iptables; a carriage return is part of the text. Empty on a last, unended line. */
  readonly ending: '\n' | '';
}

/** One replacement: of the characters from offset `start` to `end` of a text. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A line and a character in it, both from 0. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/**
 * One version of a text. A text that ends in a line feed has no further, empty line. At first it is what it was made of
 * and no more: it is cut into pieces when somebody asks for lines, and put together when somebody asks for the text.
 */
export class SourceText {
  private lineOffsets: Offsets | undefined;
  private letterOffsets: Offsets | undefined;

  private constructor(
    private cut: readonly Piece[] | undefined,
    private whole: string | undefined,
  ) {}

  /** A text that is one already stays what it is. */
  static of(text: SourceText | string): SourceText {
    return typeof text === 'string' ? new SourceText(undefined, text) : text;
  }

  get pieces(): readonly Piece[] {
    return (this.cut ??= cutText(this.text));
  }

  get text(): string {
    return (this.whole ??= textOf(this.pieces));
  }

  /** How many characters. */
  get length(): number {
    return this.whole?.length ?? this.letters.end;
  }

  /** How many lines. */
  get count(): number {
    return this.lines.end;
  }

  /** The lines of the pieces. */
  get lines(): Offsets {
    return (this.lineOffsets ??= new Offsets(this.pieces.map(({ count }) => count)));
  }

  /** The text of a line, without what ends it; undefined for a line that is not there. */
  textAt(line: number): string | undefined {
    if (!this.hasLine(line)) return undefined;
    const piece = this.lines.partAt(line);
    return this.pieces[piece]?.textOf(line - this.lines.startOf(piece));
  }

  lineAt(line: number): SourceLine | undefined {
    const text = this.textAt(line);
    return text === undefined ? undefined : { text, ending: this.isEnded(line) ? '\n' : '' };
  }

  /** The lines from `from` up to, but not with, `to`: those that begin so. */
  *linesFrom(
    from: number,
    to: number,
    beginning = '',
  ): Iterable<{ readonly line: number; readonly text: string }> {
    let line = from;
    for (let number = this.lines.partAt(from); line < to; number += 1) {
      const piece = this.pieces[number] as Piece;
      const first = this.lines.startOf(number);
      const end = Math.min(to, first + piece.count);
      for (; line < end; line += 1) {
        const index = line - first;
        if (piece.text.startsWith(beginning, piece.startOf(index))) yield { line, text: piece.textOf(index) };
      }
    }
  }

  /** Whether a line feed ends the line. */
  isEnded(line: number): boolean {
    return line + 1 < this.count || this.pieces.at(-1)?.text.endsWith('\n') === true;
  }

  /** Whether there is a carriage return anywhere. */
  get hasReturn(): boolean {
    return this.pieces.some(({ hasReturn }) => hasReturn);
  }

  /** The first characters. */
  head(length: number): string {
    if (this.whole !== undefined) return this.whole.slice(0, length);
    return textOf(this.pieces.slice(0, this.letters.partAt(length) + 1)).slice(0, length);
  }

  /** The offset of a position: of one behind its line, the end of that; of one behind the text, the end of the text. */
  offsetAt({ line, character }: TextPosition): number {
    if (!this.hasLine(line)) return line < 0 ? 0 : this.length;
    const number = this.lines.partAt(line);
    const piece = this.pieces[number] as Piece;
    const index = line - this.lines.startOf(number);
    const within = Math.min(piece.startOf(index) + Math.max(character, 0), piece.endOf(index));
    return this.letters.startOf(number) + within;
  }

  /** The text after a change, at the cost of the pieces it touches. */
  changed(change: Change): SourceText {
    const { pieces, letters } = this;
    if (pieces.length === 0) return SourceText.of(change.text);
    let [first, last] = [letters.partAt(change.start), letters.partAt(change.end)];
    let fresh = this.cutAnew(first, last, change);
    // So that deleting lines does not leave ever more, ever smaller pieces.
    if (fresh.length === 0 || fresh.some(isSmall)) {
      [first, last] = [Math.max(0, first - 1), Math.min(pieces.length - 1, last + 1)];
      fresh = this.cutAnew(first, last, change);
    }
    return new SourceText([...pieces.slice(0, first), ...fresh, ...pieces.slice(last + 1)], undefined);
  }

  /** The version after this one whose text is known as a whole. What both begin with and end with is shared. */
  changedTo(text: string): SourceText {
    const before = this.text;
    if (before === text) return this;
    const start = commonStart(before, text);
    const common = commonEnd(before, text, Math.min(before.length, text.length) - start);
    const renewed = text.slice(start, text.length - common);
    return this.changed({ start, end: before.length - common, text: renewed });
  }

  /** What a change makes of the pieces from `first` to `last`, within which it lies. */
  private cutAnew(first: number, last: number, { start, end, text }: Change): Piece[] {
    const from = this.letters.startOf(first);
    const before = textOf(this.pieces.slice(first, last + 1));
    return cutText(before.slice(0, start - from) + text + before.slice(end - from));
  }

  private hasLine(line: number): boolean {
    return line >= 0 && line < this.count;
  }

  private get letters(): Offsets {
    return (this.letterOffsets ??= new Offsets(this.pieces.map(({ text }) => text.length)));
  }
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** How many characters two texts are compared by at once, which costs little more than to compare a few. */
const longestPiece = 65536;

/** How many characters the texts have in common at the start: compared by pieces, each time half as long. */
function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let common = 0;
  for (let piece = longestPiece; piece >= 1; piece /= 2) {
    while (common + piece <= most && isSame(one, common, other, common, piece)) common += piece;
  }
  return common;
}

/** How many of the last `most` characters they have in common, from the end on. */
function commonEnd(one: string, other: string, most: number): number {
  let common = 0;
  for (let piece = longestPiece; piece >= 1; piece /= 2) {
    for (let next = common + piece; next <= most; next += piece) {
      if (!isSame(one, one.length - next, other, other.length - next, piece)) break;
      common = next;
    }
  }
  return common;
}

function isSame(one: string, from: number, other: string, otherFrom: number, length: number): boolean {
  return one.slice(from, from + length) === other.slice(otherFrom, otherFrom + length);
}
