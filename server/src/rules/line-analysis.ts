// A line → what it says and what the checks of single lines find in it. Lines that differ from an earlier one in
// nothing but plain values and names share its analysis (line-shapes.ts).
import { runLineChecks } from './checks/run-line-checks';
import type { FoundInLine } from './checks/run-line-checks';
import { plainDeclaration } from './model/chain-line';
import type { AnalysedLine, AnalysedModel } from './analysed-line';
import type { LineShapes } from './line-shapes';
import type { Declaration } from './model/line';
import { noName } from './model/names';
import { wordOf } from './model/places';
import { modelRule } from './model/rule';
import type { Grammar } from './syntax/grammar';
import { LineScan } from './syntax/line-scan';
import { noShadowedTargets, parseLine } from './syntax/parser';
import type { ShadowedTargets } from './syntax/parser';
import type { SourceLine } from './syntax/source';
import type { LineNode } from './syntax/tree';

/** Where a line stands in a text, and whether a line feed ends it. */
export interface LineSpan {
  readonly from: number;
  readonly to: number;
  readonly isEnded: boolean;
}

/** What lines are analysed with. */
export interface Analysis {
  readonly grammar: Grammar;
  /** Is asked for a line like it, and told of this one if others may share its analysis. */
  readonly shapes: LineShapes;
  readonly shadowed: ShadowedTargets;
}

const nothingFound: readonly FoundInLine[] = [];
const scan = new LineScan();
const colon = 58;

export function analyseLine(text: string, span: LineSpan, analysis: Analysis): AnalysedLine {
  const { from, to, isEnded } = span;
  const { grammar, shapes, shadowed } = analysis;
  if (text.charCodeAt(from) === colon) return chainLine(text, span, analysis);
  scan.read(text, from, to);
  const isShared = scan.isPlain && isEnded && shadowed === noShadowedTargets;
  const known = isShared ? shapes.find(text, scan) : undefined;
  if (known) return { model: known.model, name: known.name, jump: known.jump, hash: scan.rule };
  const source = sourceOf(text, span);
  const node = parseLine(source, grammar, shadowed);
  const name = numberOf(node, 'name', shapes);
  if (node.kind !== 'rule') return { model: otherModel(node.kind, source.text), name, jump: noName, hash: 0 };
  const rule = modelRule(node, source.text);
  const model = modelOf('rule', source.text, {
    rule,
    found: runLineChecks(node, source.text, grammar, shadowed),
  });
  if (isShared && model.found.length === 0) shapes.add(text, scan, node, model);
  return { model, name, jump: numberOf(node, 'jump', shapes), hash: scan.rule };
}

function chainLine(text: string, span: LineSpan, { grammar, shapes }: Analysis): AnalysedLine {
  const plain = plainDeclaration(text, span.from, span.to);
  if (plain) {
    const name = shapes.names.numberOf(text.slice(span.from + 1, plain.end));
    return { model: plainChain(plain.declaration), name, jump: noName, hash: 0 };
  }
  const source = sourceOf(text, span);
  const node = parseLine(source, grammar);
  const declaration = { policy: wordOf(node, 'operand')?.value, isPlain: false };
  const model = modelOf('chain', source.text, { declaration });
  return { model, name: numberOf(node, 'name', shapes), jump: noName, hash: 0 };
}

function sourceOf(text: string, { from, to, isEnded }: LineSpan): SourceLine {
  return { text: text.slice(from, to), ending: isEnded ? '\n' : '' };
}

function numberOf(node: LineNode, part: 'name' | 'jump', { names }: LineShapes): number {
  const word = wordOf(node, part);
  return word ? names.numberOf(word.value) : noName;
}

function modelOf(
  kind: LineNode['kind'],
  text: string,
  { declaration, rule, found = nothingFound }: Partial<Pick<AnalysedModel, 'declaration' | 'rule' | 'found'>>,
): AnalysedModel {
  const isComment = kind === 'comment';
  const hasReturn = !isComment && rule?.stop !== 'exit' && text.endsWith('\r');
  return { kind, declaration, rule, hasReturn, isDirective: isComment && text.includes('nfw-'), found };
}

/** Models that say nothing but what they are of, which many lines may share. */
const plainModels = new Map<LineNode['kind'] | Declaration, AnalysedModel>();

function plainChain(declaration: Declaration): AnalysedModel {
  return remembered(declaration, () => modelOf('chain', '', { declaration }));
}

function otherModel(kind: LineNode['kind'], text: string): AnalysedModel {
  const model = modelOf(kind, text, {});
  return model.hasReturn || model.isDirective ? model : remembered(kind, () => model);
}

function remembered(key: LineNode['kind'] | Declaration, create: () => AnalysedModel): AnalysedModel {
  const model = plainModels.get(key) ?? create();
  plainModels.set(key, model);
  return model;
}
