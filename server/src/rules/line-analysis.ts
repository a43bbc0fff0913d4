// A line → its model and what the checks of single lines find in it. Lines that differ from an earlier one in
// nothing but plain values and names share its analysis (line-shapes.ts).
import { runLineChecks } from './checks/run-line-checks';
import type { FoundInLine } from './checks/run-line-checks';
import { plainDeclaration } from './model/chain-line';
import type { LineShapes } from './line-shapes';
import type { Declaration, LineModel } from './model/line';
import { noName } from './model/names';
import { wordOf } from './model/places';
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
const colon = 58;

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
  const to = from + source.text.length;
  if (text.charCodeAt(from) === colon) return chainLine(source, text, from, grammar, shapes);
  scan.read(text, from, to);
  const isShared = scan.isPlain && source.ending === '\n' && shadowed === noShadowedTargets;
  const known = isShared ? shapes.find(text, scan) : undefined;
  if (known) return ruleLine(source, known.rule, known.name, known.jump, scan.rule, nothingFound);
  const node = parseLine(source, grammar, shadowed);
  const { names } = shapes;
  const numberOf = (part: 'name' | 'jump') => {
    const word = wordOf(node, part);
    return word ? names.numberOf(word.value) : noName;
  };
  if (node.kind !== 'rule') return otherLine(source, node.kind, undefined, numberOf('name'));
  const rule = modelRule(node, source.text);
  const found = runLineChecks(node, source.text, grammar, shadowed);
  if (isShared && found.length === 0) shapes.add(text, scan, node, rule);
  return ruleLine(source, rule, numberOf('name'), numberOf('jump'), scan.rule, found);
}

function chainLine(
  source: SourceLine,
  text: string,
  from: number,
  grammar: Grammar,
  { names }: LineShapes,
): AnalysedLine {
  const plain = plainDeclaration(text, from, from + source.text.length);
  if (plain) {
    return otherLine(source, 'chain', plain.declaration, names.numberOf(text.slice(from + 1, plain.end)));
  }
  const node = parseLine(source, grammar);
  const word = wordOf(node, 'name');
  const declaration = { policy: wordOf(node, 'operand')?.value, isPlain: false };
  return otherLine(source, 'chain', declaration, word ? names.numberOf(word.value) : noName);
}

function otherLine(
  source: SourceLine,
  kind: LineNode['kind'],
  declaration: Declaration | undefined,
  name: number,
): AnalysedLine {
  return { source, kind, declaration, rule: undefined, name, jump: noName, hash: 0, found: nothingFound };
}

function ruleLine(
  source: SourceLine,
  rule: RuleModel,
  name: number,
  jump: number,
  hash: number,
  found: readonly FoundInLine[],
): AnalysedLine {
  return { source, kind: 'rule', declaration: undefined, rule, name, jump, hash, found };
}
