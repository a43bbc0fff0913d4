// The values an option may have: words out of its list, names the facts know, and what the file itself uses.
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CoreOptionFact } from '../facts/core-options';
import type { OptionFact, ValueKind } from '../facts/fact';
import { nameOfProtocol, protocolNames, protocolNumber } from '../facts/protocols';
import { services } from '../facts/services';
import type { OptionNode, Span } from '../syntax/tree';
import { completeChains, hasMoreChains } from './complete-chains';
import { completeMatches, completeTargets } from './complete-extensions';
import { policiesOf } from './complete-line';
import type { CompletionContext } from './completion-context';
import type { Suggestion, Suggestions } from './completion-item';
import { protocolOf } from './explain-value';
import { seenValues } from './seen-values';

export function completeValue(
  context: CompletionContext,
  option: OptionNode,
  index: number,
): Suggestions | undefined {
  const { fact } = option;
  if (!fact) return undefined;
  const { words, chains } = option.owner
    ? { words: valuesOf(option, index, context), chains: false }
    : coreValues(option.fact, index, option, context);
  const { replaced, earlier } = partAtCursor(separatorsOf(fact, index), context);
  const commitCharacters = isList(fact, index) ? [','] : undefined;
  return {
    items: words
      .filter(({ label }) => !earlier.includes(label.toLowerCase()))
      .map((item) => ({ ...item, ...(commitCharacters && { commitCharacters }) })),
    replaced,
    isIncomplete: chains && hasMoreChains(context),
  };
}

/** Kinds whose values are lists with commas. */
const lists: ReadonlySet<ValueKind> = new Set([
  'enumeration-list',
  'enumeration-set',
  'port-list',
  'tcp-flags',
  'address-list',
  'weekdays',
  'month-days',
  'ipv6-headers',
  'tcp-options',
]);

/** What stands between the parts of a value: the part at the cursor is completed. */
const separators: ReadonlyMap<ValueKind, string> = new Map<ValueKind, string>([
  ['port-list', ',:'],
  ['port-range', ':'],
  ['service-range', ':'],
  ['rate', '/'],
  ['hashlimit-rate', '/'],
  ['mobility-types', ':'],
  ['nat-address', '-:'],
  ['address-range', '-'],
]);

function isList({ value, separators: own }: OptionFact, index: number): boolean {
  return lists.has(value) || own?.includes(',') === true || (secondIsList.has(value) && index === 1);
}

/** Kinds of which the first argument is something else, and the second a list. */
const secondIsList: ReadonlySet<ValueKind> = new Set(['ip-set', 'sctp-chunks']);

/** Words of one argument of several. */
function wordsOfArgument(kind: ValueKind, index: number): readonly string[] | undefined {
  if (kind === 'ip-set' && index === 1) return ['src', 'dst'];
  return kind === 'sctp-chunks' && index === 0 ? ['all', 'any', 'only'] : undefined;
}

function separatorsOf(fact: OptionFact, index: number): string {
  return fact.separators ?? separators.get(fact.value) ?? (isList(fact, index) ? ',' : '');
}

/** The part of a value that is replaced, and those before it, which need not be offered again. */
function partAtCursor(
  between: string,
  { word, typed, position }: CompletionContext,
): { replaced: Span; earlier: readonly string[] } {
  if (between === '') return { replaced: word, earlier: [] };
  const parts = typed.toLowerCase().split(new RegExp(`[${between.replace(/[\\\]^-]/g, '\\$&')}]`));
  const last = parts.pop() ?? '';
  const cursor = position.character;
  const isAlone = parts.length === 0;
  return { replaced: { start: cursor - last.length, end: isAlone ? word.end : cursor }, earlier: parts };
}

interface CoreValues {
  readonly words: Suggestion[];
  /** They are names of chains, of which a table may have very many. */
  readonly chains: boolean;
}

/** Of an option of iptables itself: its value, or what else it takes. */
function coreValues(
  fact: CoreOptionFact,
  index: number,
  option: OptionNode,
  context: CompletionContext,
): CoreValues {
  const operand = fact.operands?.[fact.optionalValue ? index : index - 1];
  if (operand === 'policy') return { words: policyNames(context), chains: false };
  if (operand === 'rule-number') return { words: ruleNumbers(context, option), chains: false };
  if (index > 0 || operand === 'new-name') return { words: [], chains: false };
  if (fact.value === 'chain') return { words: chainsFor(fact, context), chains: true };
  if (fact.value === 'target') return { words: completeTargets(context), chains: true };
  return { words: valuesOf(option, index, context), chains: false };
}

function chainsFor({ name }: CoreOptionFact, context: CompletionContext): Suggestion[] {
  // A new chain has a name of its own.
  if (name === 'new-chain') return [];
  const isOwnOnly = name === 'goto' || name === 'delete-chain' || name === 'rename-chain';
  return completeChains(context, ({ hook }) =>
    name === 'policy' ? hook !== undefined : !(hook && isOwnOnly),
  );
}

function policyNames({ table }: CompletionContext): Suggestion[] {
  return policiesOf(table).map((label) => ({ label, kind: CompletionItemKind.Keyword, detail: 'policy' }));
}

/** More numbers than these nobody wants to choose from. */
const mostNumbers = 20;

function ruleNumbers({ table, position }: CompletionContext, option: OptionNode): Suggestion[] {
  const chain = table?.chains.get(option.values[0]?.value ?? '');
  const isLong = (chain?.size ?? 0) > 1000;
  const count = isLong ? mostNumbers : (chain?.rules.filter((line) => line < position.line).length ?? 0);
  return Array.from({ length: Math.min(count, mostNumbers) }, (_, number) => ({
    label: String(number + 1),
    kind: CompletionItemKind.Value,
    detail: 'rule number',
  }));
}

function valuesOf(option: OptionNode, index: number, context: CompletionContext): Suggestion[] {
  const { fact } = option;
  if (!fact) return [];
  const { value: kind } = fact;
  const ofArgument = wordsOfArgument(kind, index);
  if (ofArgument) return words(ofArgument);
  if (fact.words) return words(fact.words.filter((word) => mayStand(fact, word, context)));
  if (kind === 'match') return completeMatches(context);
  if (kind === 'protocol') return protocols(context);
  if (kind === 'port-range' || kind === 'port-list') return ports(context, option);
  if (kind === 'service-range' || kind === 'service') return ports(context, undefined);
  if (kind === 'rate' || kind === 'hashlimit-rate') return rates(context, option);
  return seen(option, index, context);
}

function words(labels: readonly string[]): Suggestion[] {
  return labels.map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
}

/** By protocol and hook: `tcp-reset` is for TCP alone. */
function mayStand(fact: OptionFact, word: string, { before, hooks }: CompletionContext): boolean {
  const protocol = protocolOf(before);
  const protocolsOfWord = fact.protocolsOfWord?.[word];
  const hooksOfWord = fact.hooksOfWord?.[word];
  return (
    (!protocolsOfWord || protocol === undefined || protocolsOfWord.includes(protocol)) &&
    (!hooksOfWord || [...hooks].every((hook) => hooksOfWord.includes(hook)))
  );
}

/** Those most rules are about come first. */
const usual = ['tcp', 'udp', 'icmp', 'ipv6-icmp', 'sctp', 'esp', 'ah', 'gre', 'all'];

function protocols({ snapshot }: CompletionContext): Suggestion[] {
  const other = snapshot.settings.profile.family === 'ipv4' ? 'ipv6-icmp' : 'icmp';
  return protocolNames.map((label) => ({
    label,
    kind: CompletionItemKind.EnumMember,
    detail: String(protocolNumber(label) ?? ''),
    rank: usual.includes(label) && label !== other ? 1 : 6,
  }));
}

function ports(context: CompletionContext, option: OptionNode | undefined): Suggestion[] {
  const ofMatch = protocolNumber(option?.owner?.name ?? '');
  const protocol = ofMatch === undefined ? protocolOf(context.before) : nameOfProtocol(ofMatch);
  return services
    .filter(({ protocols: known }) => protocol === undefined || known.includes(protocol))
    .map(({ name, port }) => ({ label: name, kind: CompletionItemKind.Constant, detail: String(port) }));
}

/** Behind the slash the unit; before it, whole rates that the file has. */
function rates(context: CompletionContext, option: OptionNode): Suggestion[] {
  const units = words(['second', 'minute', 'hour', 'day']);
  return context.typed.includes('/') ? units : seen(option, 0, context);
}

function seen(option: OptionNode, index: number, context: CompletionContext): Suggestion[] {
  return seenValues(context, option, index).map((label) => ({
    label,
    kind: CompletionItemKind.Value,
    detail: 'used in this file',
  }));
}
