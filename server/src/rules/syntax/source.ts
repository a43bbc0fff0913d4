// Text → lines. The line is the unit of everything that follows: iptables reads a rule file line by line, and an
// edit gives a new list of lines that shares the untouched ones. A line object stands for its text alone, without
// its position, so that it can be shared.

/** One line of the file. `text + ending` of all lines, joined, is the file. */
export interface SourceLine {
  readonly text: string;
  /** Only the line feed counts for iptables; a carriage return is part of the text. Empty on a last, unended line. */
  readonly ending: '\n' | '';
}

/** All lines of `text`. A text that ends in a line feed has no further, empty line. */
export function splitLines(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  appendLines(lines, text, 0, text.length);
  return lines;
}

function appendLines(lines: SourceLine[], text: string, from: number, to: number): void {
  let start = from;
  while (start < to) {
    const feed = text.indexOf('\n', start);
    if (feed < 0 || feed >= to) {
      lines.push({ text: text.slice(start, to), ending: '' });
      return;
    }
    lines.push({ text: text.slice(start, feed), ending: '\n' });
    start = feed + 1;
  }
}

/** The lines of a changed text: `lines[from]` up to `lines[to]` are new, all others are those of before. */
export interface LineChange {
  readonly lines: readonly SourceLine[];
  readonly from: number;
  readonly to: number;
  /** How many lines of before the new ones stand for. */
  readonly replaced: number;
}

/** One replacement: of the characters from offset `start` to `end` of a text. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The lines after a change, at the cost of the lines it touches; nobody reads the new text as a whole. */
export function changeLines(before: readonly SourceLine[], { start, end, text }: Change): LineChange {
  const { from, offset } = sameStart(before, start);
  let last = from;
  let at = offset;
  for (; last < before.length; last += 1) {
    const line = before[last] as SourceLine;
    const next = at + line.text.length + line.ending.length;
    if (next > end) break;
    at = next;
  }
  const first = before[from];
  const rest = before[last];
  const head = first ? (first.text + first.ending).slice(0, start - offset) : '';
  const tail = rest ? (rest.text + rest.ending).slice(end - at) : '';
  const fresh: SourceLine[] = [];
  const renewed = detached(head + text + tail);
  appendLines(fresh, renewed, 0, renewed.length);
  return {
    lines: before.slice(0, from).concat(fresh, before.slice(last + 1)),
    from,
    to: from + fresh.length,
    replaced: Math.min(last + 1, before.length) - from,
  };
}

/** The lines of `text`, taking over from `before`, the lines of `textBefore`, what is the same at start and end. */
export function updateLines(before: readonly SourceLine[], textBefore: string, text: string): LineChange {
  const { from, offset } = sameStart(before, commonStart(textBefore, text));
  const most = Math.min(textBefore.length, text.length) - offset;
  const { kept, end } = sameEnd(before, text, from, commonEnd(textBefore, text, most));
  const fresh: SourceLine[] = [];
  // A slice of a string keeps the whole string alive in V8; the few new lines are copied free of this version's text.
  appendLines(fresh, detached(text.slice(offset, end)), 0, end - offset);
  return {
    lines: before.slice(0, from).concat(fresh, before.slice(before.length - kept)),
    from,
    to: from + fresh.length,
    replaced: before.length - kept - from,
  };
}

/** How many lines lie within the first `common` characters, and where they end. */
function sameStart(before: readonly SourceLine[], common: number): { from: number; offset: number } {
  let from = 0;
  let offset = 0;
  while (from < before.length) {
    const line = before[from] as SourceLine;
    const end = offset + line.text.length + 1;
    if (line.ending === '' || end > common) break;
    offset = end;
    from += 1;
  }
  return { from, offset };
}

/** How many lines, of those behind the first `from`, lie within the last `common` characters, and where they begin. */
function sameEnd(
  before: readonly SourceLine[],
  text: string,
  from: number,
  common: number,
): { kept: number; end: number } {
  const first = text.length - common;
  let kept = 0;
  let end = text.length;
  for (let start = end; before.length - kept > from; kept += 1) {
    const line = before[before.length - 1 - kept] as SourceLine;
    start -= line.text.length + line.ending.length;
    if (start < first) break;
    // What is kept must begin where a line begins; within the common characters, it does.
    if (start === first && start > 0 && text.charCodeAt(start - 1) !== 10) break;
    end = start;
  }
  return { kept, end };
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

function detached(text: string): string {
  return text.length > 100_000 ? text : text.split('').join('');
}
