// What the words of a file are, for colours: what the grammar of the editor can only guess from letters (whether `-j X`
// names a chain or a target, which word is the value of which option) is known here.
import { SemanticTokenModifiers, SemanticTokenTypes } from 'vscode-languageserver-types';
import type { Range, SemanticTokens } from 'vscode-languageserver-types';
import type { ValueKind } from '../facts/fact';
import { nodeOfLine } from '../snapshot';
import type { RuleSnapshot } from '../snapshot';
import { isPlaceholder } from '../syntax/placeholder';
import type { LineNode, OptionNode, RuleLine, Span, Word } from '../syntax/tree';
import { chainNamedBy } from './cursor';

const types = [
  SemanticTokenTypes.namespace,
  SemanticTokenTypes.function,
  SemanticTokenTypes.class,
  SemanticTokenTypes.type,
  SemanticTokenTypes.keyword,
  SemanticTokenTypes.property,
  SemanticTokenTypes.number,
  SemanticTokenTypes.string,
  SemanticTokenTypes.enumMember,
  SemanticTokenTypes.parameter,
  SemanticTokenTypes.variable,
  SemanticTokenTypes.operator,
  SemanticTokenTypes.comment,
] as const;

type TokenType = (typeof types)[number];

/** Types and modifiers, by the numbers that stand for them. */
export const semanticTokensLegend = {
  tokenTypes: [...types] as string[],
  tokenModifiers: [SemanticTokenModifiers.declaration, SemanticTokenModifiers.defaultLibrary] as string[],
};

const declaration = 1;
const builtIn = 2;

/**
 * A file of more lines than this gets colours for the part on screen only: every edit would otherwise send megabytes.
 */
export const mostLinesAtOnce = 20_000;

/** Of the whole file; undefined when it is too long for that. */
export function semanticTokens(snapshot: RuleSnapshot): SemanticTokens | undefined {
  const { count } = snapshot.lines;
  return count > mostLinesAtOnce ? undefined : encode(snapshot, 0, count - 1);
}

export function semanticTokensIn(snapshot: RuleSnapshot, { start, end }: Range): SemanticTokens {
  return encode(snapshot, start.line, Math.min(end.line, snapshot.lines.count - 1));
}

interface Token extends Span {
  readonly type: TokenType;
  readonly modifiers?: number;
}

/** Five numbers a token: lines and letters since the one before, length, type, modifiers. */
function encode(snapshot: RuleSnapshot, first: number, last: number): SemanticTokens {
  const data: number[] = [];
  let line = 0;
  let start = 0;
  for (let at = first; at <= last; at += 1) {
    for (const token of tokensOfLine(snapshot, at)) {
      const since = at === line ? token.start - start : token.start;
      data.push(at - line, since, token.end - token.start, types.indexOf(token.type), token.modifiers ?? 0);
      line = at;
      start = token.start;
    }
  }
  return { data };
}

function tokensOfLine(snapshot: RuleSnapshot, line: number): Token[] {
  const node = nodeOfLine(snapshot, line);
  const text = snapshot.lines.textAt(line);
  const tokens = node ? tokensOfNode(snapshot, line, node, text) : [];
  // Protocols forbid tokens that overlap or go back.
  return tokens.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
}

function tokensOfNode(snapshot: RuleSnapshot, line: number, node: LineNode, text: string): Token[] {
  switch (node.kind) {
    case 'blank':
      return [];
    case 'comment':
      return [{ start: 0, end: text.length, type: SemanticTokenTypes.comment }];
    case 'commit':
      return [{ start: 0, end: text.length, type: SemanticTokenTypes.keyword }];
    case 'table':
      return [
        {
          start: 0,
          end: node.name?.end ?? 1,
          type: SemanticTokenTypes.namespace,
          modifiers: declaration,
        },
      ];
    case 'chain':
      return [
        ...(node.name ? [chainToken(snapshot, line, node.name, declaration)] : []),
        ...(node.policy ? [token(node.policy, SemanticTokenTypes.enumMember)] : []),
        ...(node.counters ? [token(node.counters, SemanticTokenTypes.number)] : []),
      ];
    case 'rule':
      return snapshot.ruleset.isRule[line] === 1 ? tokensOfRule(snapshot, line, node) : [];
  }
}

function token({ start, end }: Span, type: TokenType): Token {
  return { start, end, type };
}

function chainToken(snapshot: RuleSnapshot, line: number, word: Word, modifiers = 0): Token {
  const isBuiltIn = chainNamedBy(snapshot, line, word)?.hook !== undefined;
  return {
    ...token(word, SemanticTokenTypes.function),
    modifiers: modifiers | (isBuiltIn ? builtIn : 0),
  };
}

function tokensOfRule(snapshot: RuleSnapshot, line: number, rule: RuleLine): Token[] {
  const tokens: Token[] = rule.counters ? [token(rule.counters, SemanticTokenTypes.number)] : [];
  for (const option of rule.options) {
    const { word, negation, values } = option;
    if (negation) tokens.push(token(negation, SemanticTokenTypes.operator));
    const attachedAt = option.attached ? (values[0]?.start ?? word.end) : word.end;
    const end = word.value.startsWith('--') && attachedAt < word.end ? attachedAt - 1 : attachedAt;
    tokens.push({ start: word.start, end, type: typeOfOption(option) });
    values.forEach((value, index) => {
      // A value attached wrongly is the word itself.
      if (value !== word) tokens.push(tokenOfValue(snapshot, line, rule, option, value, index));
    });
  }
  return withoutOverlaps(tokens);
}

/** Of a cluster of letters each is an option of the same word. */
function withoutOverlaps(tokens: readonly Token[]): Token[] {
  const seen = new Set<number>();
  return tokens.filter(({ start }) => !seen.has(start) && seen.add(start));
}

/** What steers the reading of a rule stands out from what narrows it down. */
function typeOfOption({ owner, fact }: OptionNode): TokenType {
  const steers = !owner && (fact.role === 'command' || 'jgm'.includes(fact.letter));
  return steers ? SemanticTokenTypes.keyword : SemanticTokenTypes.property;
}

function tokenOfValue(
  snapshot: RuleSnapshot,
  line: number,
  rule: RuleLine,
  option: OptionNode,
  value: Word,
  index: number,
): Token {
  const { owner, fact } = option;
  if (isPlaceholder(value.value)) return token(value, SemanticTokenTypes.variable);
  if (owner) return token(value, fact ? typeOfValue(fact.value, value.value) : SemanticTokenTypes.string);
  if (fact.value === 'match') return token(value, SemanticTokenTypes.type);
  if (fact.value === 'target') {
    const extension = rule.extensions.find(({ word }) => word === value);
    return extension?.set ? token(value, typeOfTarget(extension.name)) : chainToken(snapshot, line, value);
  }
  const operand = fact.operands?.[fact.optionalValue ? index : index - 1];
  if (operand === 'rule-number') return token(value, SemanticTokenTypes.number);
  if (operand === 'policy') return token(value, SemanticTokenTypes.enumMember);
  if (fact.value === 'chain') {
    const makes = fact.name === 'new-chain' || operand === 'new-name';
    return chainToken(snapshot, line, value, makes ? declaration : 0);
  }
  return token(value, typeOfValue(fact.value, value.value));
}

function typeOfTarget(name: string): TokenType {
  const isVerdict = ['ACCEPT', 'DROP', 'RETURN', 'QUEUE'].includes(name);
  return isVerdict ? SemanticTokenTypes.enumMember : SemanticTokenTypes.class;
}

/** Kinds whose values are names that somebody gave. */
const names: ReadonlySet<ValueKind> = new Set(['interface', 'ip-set', 'user', 'group', 'proc-name']);
const texts: ReadonlySet<ValueKind> = new Set([
  'string',
  'search-text',
  'hex-pattern',
  'u32-tests',
  'cgroup-path',
]);
const addresses: ReadonlySet<ValueKind> = new Set([
  'address',
  'address-list',
  'address-mask',
  'address-range',
  'nat-address',
]);

function typeOfValue(kind: ValueKind, text: string): TokenType {
  if (names.has(kind)) return SemanticTokenTypes.parameter;
  if (texts.has(kind)) return SemanticTokenTypes.string;
  if (/^[\d:]/.test(text)) return SemanticTokenTypes.number;
  // An address of IPv6 may begin with a letter, but is none without a colon.
  if (addresses.has(kind)) return text.includes(':') ? SemanticTokenTypes.number : SemanticTokenTypes.string;
  return SemanticTokenTypes.enumMember;
}
