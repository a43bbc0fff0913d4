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

/** The lines of `text`, taking over from `before` whatever is the same at its start and at its end. */
export function updateLines(before: readonly SourceLine[], text: string): LineChange {
  const { from, offset } = sameStart(before, text);
  const { kept, end } = sameEnd(before, text, from, offset);
  const fresh: SourceLine[] = [];
  // A slice of a string keeps the whole string alive in V8; the few new lines are copied free of this version's text.
  appendLines(fresh, detached(text.slice(offset, end)), 0, end - offset);
  return {
    lines: [...before.slice(0, from), ...fresh, ...before.slice(before.length - kept)],
    from,
    to: from + fresh.length,
    replaced: before.length - kept - from,
  };
}

function sameStart(before: readonly SourceLine[], text: string): { from: number; offset: number } {
  let from = 0;
  let offset = 0;
  while (from < before.length) {
    const line = before[from] as SourceLine;
    const end = offset + line.text.length;
    if (line.ending === '' || text.charCodeAt(end) !== 10 || !text.startsWith(line.text, offset)) break;
    offset = end + 1;
    from += 1;
  }
  return { from, offset };
}

function sameEnd(
  before: readonly SourceLine[],
  text: string,
  from: number,
  offset: number,
): { kept: number; end: number } {
  let kept = 0;
  let end = text.length;
  while (before.length - kept > from) {
    const line = before[before.length - 1 - kept] as SourceLine;
    const start = end - line.text.length - line.ending.length;
    // What is kept must begin where a line begins: at the end of the same start, or after a line feed.
    if (start < offset || (start > offset && text.charCodeAt(start - 1) !== 10)) break;
    if (line.ending === '\n' && text.charCodeAt(end - 1) !== 10) break;
    if (!text.startsWith(line.text, start)) break;
    end = start;
    kept += 1;
  }
  return { kept, end };
}

function detached(text: string): string {
  return text.length > 100_000 ? text : text.split('').join('');
}
