// Where a file uses an extension, or one option of it: what the C side asks, from a registration to its rules. What was
// found in a piece of the file is kept with it, for the versions that share it.
import type { Range } from 'vscode-languageserver-types';
import type { AnalysedLines } from '../analysed-line';
import { nodeOfLine } from '../snapshot';
import type { RuleSnapshot } from '../snapshot';
import type { ExtensionNode, OptionNode, Span } from '../syntax/tree';
import { rangeOf } from './cursor';
import type { ExtensionName } from './definition';

type Piece = AnalysedLines['pieces'][number];

/** A use in a piece: the line counts from the first of that. */
interface UseInPiece extends Span {
  readonly line: number;
}

const known = new WeakMap<Piece, Map<string, readonly UseInPiece[]>>();

export function uses(snapshot: RuleSnapshot, extension: ExtensionName, option?: string): Range[] {
  const { lines, ruleset } = snapshot;
  const found: Range[] = [];
  let first = 0;
  for (const piece of lines.pieces) {
    for (const use of usesIn(piece, first, snapshot, extension, option)) {
      const line = first + use.line;
      if (ruleset.isRule[line] === 1) found.push(rangeOf(line, use));
    }
    first += piece.source.count;
  }
  return found;
}

function usesIn(
  piece: Piece,
  first: number,
  snapshot: RuleSnapshot,
  extension: ExtensionName,
  option: string | undefined,
): readonly UseInPiece[] {
  const ofPiece = known.get(piece) ?? new Map<string, readonly UseInPiece[]>();
  known.set(piece, ofPiece);
  const key = `${extension.kind} ${extension.name} ${option ?? ''}`;
  const uses = ofPiece.get(key) ?? findIn(piece, first, snapshot, extension, option);
  ofPiece.set(key, uses);
  return uses;
}

function findIn(
  { source }: Piece,
  first: number,
  snapshot: RuleSnapshot,
  { kind, name }: ExtensionName,
  option: string | undefined,
): UseInPiece[] {
  const found: UseInPiece[] = [];
  // Most pieces and lines cannot name it, and need not be parsed.
  if (!source.text.includes(name)) return found;
  for (let line = 0; line < source.count; line += 1) {
    if (!source.textOf(line).includes(name)) continue;
    const node = nodeOfLine(snapshot, first + line);
    if (node?.kind !== 'rule') continue;
    for (const loaded of node.extensions) {
      if (loaded.kind !== kind || loaded.name !== name) continue;
      for (const { start, end } of spansOf(loaded, option)) found.push({ line, start, end });
    }
  }
  return found;
}

function spansOf({ word, options }: ExtensionNode, option: string | undefined): Span[] {
  if (option === undefined) return [word];
  return options
    .filter(({ fact }) => fact?.name === option || fact?.aliases?.includes(option))
    .map(nameOfOption);
}

/** The option alone: of `--mark=1` what stands before the value. */
function nameOfOption({ word, attached }: OptionNode): Span {
  const { start, end, value, quoted } = word;
  const sign = attached && !quoted ? value.indexOf('=') : -1;
  return { start, end: sign < 0 ? end : start + sign };
}
