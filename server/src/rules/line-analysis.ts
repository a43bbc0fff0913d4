// A line → its model and what the checks of single lines find in it. Lines that differ from an earlier one in
// nothing but plain values share its analysis (line-shapes.ts).
import { runLineChecks } from './checks/run-line-checks';
import type { FoundInLine } from './checks/run-line-checks';
import type { LineShapes } from './line-shapes';
import type { LineModel } from './model/line';
import { modelRule } from './model/rule';
import type { RuleModel } from './model/rule';
import type { Grammar } from './syntax/grammar';
import { LineScan } from './syntax/line-scan';
import { noShadowedTargets, parseLine } from './syntax/parser';
import type { ShadowedTargets } from './syntax/parser';
import type { SourceLine } from './syntax/source';
import type { LineNode } from './syntax/tree';

/** A line's model, and what the checks of single lines found in it. */
export interface AnalysedLine extends LineModel {
  readonly found: readonly FoundInLine[];
}

const nothingFound: readonly FoundInLine[] = [];
const scan = new LineScan();

/**
 * The line that stands in `text` from offset `from` on. `shapes` is asked for a line like it, and told of this one
 * if others may share its analysis.
 */
export function analyseLine(
  source: SourceLine,
  text: string,
  from: number,
  grammar: Grammar,
  shapes: LineShapes,
  shadowed: ShadowedTargets,
): AnalysedLine {
  scan.read(text, from, from + source.text.length);
  const isShared = scan.isPlain && source.ending === '\n' && shadowed === noShadowedTargets;
  const known = isShared ? shapes.find(text, scan) : undefined;
  if (known) return ruleLine(source, known, scan.rule, nothingFound);
  const node = parseLine(source, grammar, shadowed);
  if (node.kind !== 'rule') return otherLine(source, node);
  const rule = modelRule(node);
  const found = runLineChecks(node, source.text, grammar);
  if (isShared && found.length === 0) shapes.add(text, scan, node, rule);
  return ruleLine(source, rule, scan.rule, found);
}

function otherLine(source: SourceLine, node: LineNode): AnalysedLine {
  const { kind } = node;
  const declaration = kind === 'table' || kind === 'chain' ? node : undefined;
  return { source, kind, declaration, rule: undefined, hash: 0, found: nothingFound };
}

function ruleLine(
  source: SourceLine,
  rule: RuleModel,
  hash: number,
  found: readonly FoundInLine[],
): AnalysedLine {
  return { source, kind: 'rule', declaration: undefined, rule, hash, found };
}
