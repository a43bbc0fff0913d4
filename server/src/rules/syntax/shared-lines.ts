// What two versions of a text have in common, found by the pieces they share.
import type { SourceText } from './source';

export interface SharedLines {
  /** How many lines are the same at the start. */
  readonly start: number;
  /** How many of all others are the same at the end. */
  readonly end: number;
}

export function sharedLines(before: SourceText, after: SourceText): SharedLines {
  const most = Math.min(before.count, after.count);
  const isSame = (line: number, lineAfter: number) =>
    before.textAt(line) === after.textAt(lineAfter) && before.isEnded(line) === after.isEnded(lineAfter);
  let start = linesOfFirstPieces(before, after);
  while (start < most && isSame(start, start)) start += 1;
  const [last, lastAfter] = [before.count - 1, after.count - 1];
  let end = Math.min(linesOfLastPieces(before, after), most - start);
  while (start + end < most && isSame(last - end, lastAfter - end)) end += 1;
  return { start, end };
}

/** How many lines the first pieces have that are the very same. */
function linesOfFirstPieces({ pieces, lines }: SourceText, after: SourceText): number {
  let same = 0;
  while (same < pieces.length && pieces[same] === after.pieces[same]) same += 1;
  return lines.startOf(same);
}

function linesOfLastPieces({ pieces, lines }: SourceText, after: SourceText): number {
  let same = 0;
  while (same < pieces.length && pieces.at(-1 - same) === after.pieces.at(-1 - same)) same += 1;
  return lines.end - lines.startOf(pieces.length - same);
}
