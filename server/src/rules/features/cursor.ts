// A position → what stands there. Every feature that answers for a position begins here.
import type { Position, Range } from 'vscode-languageserver-types';
import type { Place } from '../model/fault';
import { tableAt } from '../model/ruleset';
import type { ChainModel, TableModel } from '../model/ruleset';
import { nodeOfLine } from '../snapshot';
import type { RuleSnapshot } from '../snapshot';
import type { ExtensionNode, LineNode, OptionNode, RuleLine, Span, Word } from '../syntax/tree';

/** What stands at a position. */
export type Thing =
  | { readonly kind: 'table'; readonly word: Word }
  | { readonly kind: 'chain'; readonly word: Word }
  | { readonly kind: 'policy'; readonly word: Word }
  | { readonly kind: 'extension'; readonly word: Word; readonly extension: ExtensionNode }
  | { readonly kind: 'option'; readonly word: Word; readonly option: OptionNode; readonly rule: RuleLine }
  | { readonly kind: 'value'; readonly word: Word; readonly option: OptionNode; readonly rule: RuleLine };

export function thingAt(snapshot: RuleSnapshot, position: Position): Thing | undefined {
  const node = nodeOfLine(snapshot, position.line);
  const line = snapshot.ruleset.isRule[position.line] === 1;
  if (!node || (node.kind === 'rule' && !line)) return undefined;
  return thingIn(node, position.character);
}

function thingIn(node: LineNode, offset: number): Thing | undefined {
  if (node.kind === 'table') {
    return node.name && touches(node.name, offset) ? { kind: 'table', word: node.name } : undefined;
  }
  if (node.kind === 'chain') {
    if (node.name && touches(node.name, offset)) return { kind: 'chain', word: node.name };
    return node.policy && touches(node.policy, offset) ? { kind: 'policy', word: node.policy } : undefined;
  }
  return node.kind === 'rule' ? thingInRule(node, offset) : undefined;
}

function thingInRule(rule: RuleLine, offset: number): Thing | undefined {
  for (const option of rule.options) {
    const value = option.values.find((word) => touches(word, offset));
    if (value && (value !== option.word || !option.attached)) return thingOfValue(rule, option, value);
    if (touches(option.word, offset)) return { kind: 'option', word: option.word, option, rule };
  }
  return undefined;
}

function thingOfValue(rule: RuleLine, option: OptionNode, word: Word): Thing {
  if (option.owner) return { kind: 'value', word, option, rule };
  const { fact, values } = option;
  const isFirst = values[0] === word;
  if (isFirst && (fact.value === 'match' || fact.value === 'target')) {
    const extension = rule.extensions.find((candidate) => candidate.word === word && !candidate.implicit);
    return extension?.set ? { kind: 'extension', word, extension } : { kind: 'chain', word };
  }
  if (fact.value === 'chain' && (isFirst || fact.operands?.[0] === 'new-name')) {
    return { kind: 'chain', word };
  }
  return fact.operands?.[0] === 'policy' ? { kind: 'policy', word } : { kind: 'value', word, option, rule };
}

/** A word counts as touched at its end too, where the cursor stands after typing it. */
export function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The chain that a word of a line names, whatever it is called at the end of the table. */
export function chainNamedBy(snapshot: RuleSnapshot, line: number, word: Word): ChainModel | undefined {
  const table = tableOf(snapshot, line);
  const known = table?.chains.get(word.value);
  if (!table || table.former.length === 0) return known;
  const place = { line, start: word.start, end: word.end };
  return [...table.former, ...(known ? [known] : [])].find((chain) => isNamedAt(chain, place));
}

function isNamedAt({ declaration, uses }: ChainModel, place: Place): boolean {
  return [...(declaration ? [declaration] : []), ...uses].some((other) => isSamePlace(other, place));
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.line === other.line && one.start === other.start;
}

/** The chain whose name stands at a position. */
export function chainAt(snapshot: RuleSnapshot, position: Position): ChainModel | undefined {
  const thing = thingAt(snapshot, position);
  return thing?.kind === 'chain' ? chainNamedBy(snapshot, position.line, thing.word) : undefined;
}

export function tableOf({ ruleset }: RuleSnapshot, line: number): TableModel | undefined {
  return tableAt(ruleset, line);
}

export function rangeOf(line: number, { start, end }: Span): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

/** Lines from their first to their last character. */
export function lineRange({ lines }: RuleSnapshot, first: number, last: number): Range {
  return {
    start: { line: first, character: 0 },
    end: { line: last, character: lines.textAt(last).length },
  };
}
