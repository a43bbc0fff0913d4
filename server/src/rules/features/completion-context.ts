// Where in a line something is being typed: the words before the cursor, read as iptables would read them, the word
// under it, and the part of the line that a completion replaces.
import type { Position } from 'vscode-languageserver-types';
import type { ExtensionFact, Hook } from '../facts/fact';
import type { ChainModel, TableModel } from '../model/ruleset';
import { nodeOfLine, shadowedAt } from '../snapshot';
import type { RuleSnapshot } from '../snapshot';
import { longestLine, splitWords } from '../syntax/lexer';
import { parseRule } from '../syntax/rule-parser';
import type { OptionNode, RuleLine, Span } from '../syntax/tree';
import { chainNamedBy, tableOf } from './cursor';
import { hooksReaching } from './reaching-hooks';

export interface CompletionContext {
  readonly snapshot: RuleSnapshot;
  readonly position: Position;
  /** The line up to the word being typed; of `--dport=22`, up to the `=`. */
  readonly before: RuleLine;
  /** The whole line, with what stands behind the cursor. */
  readonly whole: RuleLine | undefined;
  /** What has been typed of the word, quotes taken off. */
  readonly typed: string;
  /** The word, the part behind the cursor included; within its quotes, if it has them. */
  readonly word: Span;
  /** Behind a `!`. */
  readonly isNegated: boolean;
  readonly table: TableModel | undefined;
  /** Hooks from which packets come to the chain of the rule. */
  readonly hooks: ReadonlySet<Hook>;
}

/** Undefined where nothing can be completed: behind a closing quote, or further out than iptables reads. */
export function contextAt(snapshot: RuleSnapshot, position: Position): CompletionContext | undefined {
  const { line, character } = position;
  const text = snapshot.lines.textAt(line);
  const typing = character < longestLine ? typingAt(text, character) : undefined;
  if (!typing) return undefined;
  const shadowed = shadowedAt(snapshot.shadowings, line);
  const before = parseRule({ text: typing.before, ending: '' }, snapshot.grammar, shadowed);
  const node = nodeOfLine(snapshot, line);
  const table = tableOf(snapshot, line);
  return {
    snapshot,
    position,
    before,
    whole: node?.kind === 'rule' ? node : undefined,
    typed: typing.typed,
    word: typing.word,
    isNegated: before.words.at(-1)?.value === '!',
    table,
    hooks: table ? hooksReaching(table, chainOf(snapshot, line, before)) : new Set(),
  };
}

/** What a fact says of where it may stand. */
type PlacedFact = Partial<Pick<ExtensionFact, 'families' | 'refusedBy' | 'tables' | 'hooks'>>;

/** What of the facts may stand here, as far as family, variant, table and hook say. */
export function fitsPlace(
  { families, refusedBy, tables, hooks }: PlacedFact,
  { snapshot, table, hooks: reached }: CompletionContext,
): boolean {
  const { family, variant } = snapshot.settings.profile;
  if (families?.includes(family) === false || refusedBy?.includes(variant)) return false;
  if (tables && table?.fact && !tables.includes(table.fact.name)) return false;
  return !hooks || [...reached].every((hook) => hooks.includes(hook));
}

function chainOf(snapshot: RuleSnapshot, line: number, { command }: RuleLine): ChainModel | undefined {
  const [name] = command?.values ?? [];
  return name && chainNamedBy(snapshot, line, name);
}

interface Typing {
  readonly before: string;
  readonly typed: string;
  readonly word: Span;
}

function typingAt(text: string, character: number): Typing | undefined {
  const head = text.slice(0, character);
  const last = splitWords(head, 0, '').at(-1);
  if (!last || last.end < head.length) return typingOfWord(text, character, character);
  if (!last.quoted) return typingOfWord(text, last.start, character);
  if (!isOpen(head.slice(last.start)) || !head.startsWith('"', last.start)) return undefined;
  const end = character + (/^[^" \t]*/.exec(text.slice(character, longestLine))?.[0].length ?? 0);
  return { before: text.slice(0, last.start), typed: last.value, word: { start: last.start + 1, end } };
}

/** Quotes are open where their number is odd, leaving aside those that are escaped within. */
function isOpen(word: string): boolean {
  let open = false;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charAt(at);
    if (open && letter === '\\') at += 1;
    else if (letter === '"') open = !open;
  }
  return open;
}

function typingOfWord(text: string, start: number, character: number): Typing {
  const end = character + (/^[^ \t]*/.exec(text.slice(character, longestLine))?.[0].length ?? 0);
  const typed = text.slice(start, character);
  const equals = typed.startsWith('--') ? typed.indexOf('=') : -1;
  if (equals < 0) return { before: text.slice(0, start), typed, word: { start, end } };
  // The value of `--dport=22` is completed as that of `--dport 22` is.
  const from = start + equals + 1;
  return { before: text.slice(0, from - 1), typed: typed.slice(equals + 1), word: { start: from, end } };
}

export interface OpenOption {
  readonly option: OptionNode;
  /** Which of its values comes next. */
  readonly index: number;
  /** The value may be left out. */
  readonly mayEnd: boolean;
}

/** The option whose value the cursor is at: the last one, as long as it takes another. */
export function openOption({ options, words, problems }: RuleLine): OpenOption | undefined {
  const option = options.at(-1);
  if (!option || (option.values.at(-1) ?? option.word) !== words.at(-1)) return undefined;
  const index = option.values.length;
  const lacks = problems.some(({ code, start }) => code === 'missing-value' && start === option.word.start);
  if (lacks) return { option, index, mayEnd: false };
  return mayTakeMore(option) ? { option, index, mayEnd: true } : undefined;
}

function mayTakeMore({ owner, fact, values, attached }: OptionNode): boolean {
  if (attached || !fact) return false;
  if (owner) return fact.optionalOperand === true && values.length === 0;
  const operands = fact.operands?.length ?? 0;
  return values.length < (fact.optionalValue ? Math.max(1, operands) : 1 + operands);
}
