// The lines of a file → what each says. A version of a file takes over from the one before all that stands in pieces of
// the text which both have, and of the other pieces the lines that both have: an edit costs the lines it touches.
import type { AnalysedLine, AnalysedLines, AnalysedModel } from './analysed-line';
import { analyseLine } from './line-analysis';
import type { Analysis } from './line-analysis';
import { Lines, ModelledPiece } from './model/lines';
import { noShadowedTargets } from './syntax/parser';
import type { ShadowedTargets } from './syntax/parser';
import type { Piece } from './syntax/piece';
import type { SharedLines } from './syntax/shared-lines';
import type { SourceText } from './syntax/source';

/** All lines, from scratch. `shadowedAt` says which targets are chains at a line. */
export function analyseFile(
  source: SourceText,
  means: Omit<Analysis, 'shadowed'>,
  shadowedAt: (line: number) => ShadowedTargets,
): AnalysedLines {
  // Read out of the text as a whole: a piece is a slice of it, and to read a slice takes several times as long.
  const { text } = source;
  let offset = 0;
  let analysis = { ...means, shadowed: noShadowedTargets };
  const pieces = source.pieces.map((piece, number) => {
    const first = source.lines.startOf(number);
    const modelled = modelPiece(piece, (index) => {
      const [from, to] = [offset + piece.startOf(index), offset + piece.endOf(index)];
      const shadowed = shadowedAt(first + index);
      if (shadowed !== analysis.shadowed) analysis = { ...means, shadowed };
      return analyseLine(text, { from, to, isEnded: piece.isEnded(index) }, analysis);
    });
    offset += piece.text.length;
    return modelled;
  });
  return new Lines(source, pieces);
}

export interface Update {
  readonly lines: AnalysedLines;
  /** Those that the version before has not. */
  readonly fresh: readonly AnalysedLine[];
}

/** The lines of the version after `before`, in neither of which a chain goes by the name of a target. */
export function updateFile(
  before: AnalysedLines,
  source: SourceText,
  shared: SharedLines,
  means: Omit<Analysis, 'shadowed'>,
): Update {
  const fresh: AnalysedLine[] = [];
  const analysis = { ...means, shadowed: noShadowedTargets };
  const isTyped = source.count - shared.start - shared.end <= mostTyped;
  const lineAt = (line: number): AnalysedLine => {
    const known = before.at(lineBefore(line, before.count, source.count, shared));
    if (known) return known;
    const slice = source.textAt(line) ?? '';
    const text = isTyped ? detached(slice) : slice;
    const analysed = analyseLine(text, { from: 0, to: text.length, isEnded: source.isEnded(line) }, analysis);
    fresh.push(analysed);
    return analysed;
  };
  const known = new Map(before.pieces.map((piece) => [piece.source, piece]));
  const pieces = source.pieces.map((piece, number) => {
    const first = source.lines.startOf(number);
    return known.get(piece) ?? modelPiece(piece, (index) => lineAt(first + index));
  });
  return { lines: new Lines(source, pieces), fresh };
}

/** Which line of the version before a line was; -1 for a new one. */
function lineBefore(line: number, countBefore: number, count: number, { start, end }: SharedLines): number {
  if (line < start) return line;
  return line >= count - end ? line - count + countBefore : -1;
}

function modelPiece(piece: Piece, lineAt: (index: number) => AnalysedLine): ModelledPiece<AnalysedModel> {
  const modelled = new ModelledPiece<AnalysedModel>(piece);
  for (let index = 0; index < piece.count; index += 1) modelled.add(lineAt(index));
  return modelled;
}

/** How many lines are taken for typed, other than pasted or replaced by a program, after which few are as long. */
const mostTyped = 1000;

/**
 * A slice of a string keeps the whole string alive in V8, so what is kept of a line would keep its piece. While somebody
 * types, each version has another such piece.
 */
function detached(text: string): string {
  return text.split('').join('');
}
