// The values an option may have: words out of its list, names the facts know, and what the file itself uses.
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CompletionItem } from 'vscode-languageserver-types';
import type { CoreOptionFact } from '../facts/core-options';
import type { ValueKind } from '../facts/fact';
import { nameOfProtocol, protocolNames, protocolNumber } from '../facts/protocols';
import { services } from '../facts/services';
import { policies } from '../facts/tables';
import type { OptionNode, Span } from '../syntax/tree';
import { completeMatches, completeTargets } from './complete-extensions';
import type { CompletionContext } from './completion';
import { toItems } from './completion-item';
import type { Suggestion } from './completion-item';
import { tableOf } from './cursor';
import { protocolOf } from './explain-value';
import { seenValues } from './seen-values';

/** Kinds whose values are lists with commas: the item at the cursor is completed. */
const lists: ReadonlySet<ValueKind> = new Set([
  'enumeration-list',
  'enumeration-set',
  'port-list',
  'tcp-flags',
  'address-list',
]);

export function completeValue(
  context: CompletionContext,
  option: OptionNode,
  index: number,
): CompletionItem[] {
  const { fact } = option;
  if (!fact) return [];
  const suggestions =
    option.owner || index === 0 ? valuesOf(fact.value, option, context) : operands(option, context, index);
  return toItems(suggestions, context.position.line, replaced(fact.value, context));
}

/** In a list or a range only the item at the cursor is replaced. */
function replaced(kind: ValueKind, { word, typed }: CompletionContext): Span {
  const separators = lists.has(kind) ? /[^,:]*$/ : kind === 'port-range' ? /[^:]*$/ : undefined;
  if (!separators) return word;
  const item = separators.exec(typed)?.[0] ?? '';
  const cursor = word.start + typed.length;
  return { start: cursor - item.length, end: typed.length === item.length ? word.end : cursor };
}

function valuesOf(kind: ValueKind, option: OptionNode, context: CompletionContext): Suggestion[] {
  const words = option.fact?.words;
  if (words) return words.map((label) => ({ label, kind: CompletionItemKind.EnumMember }));
  const { snapshot } = context;
  if (kind === 'match') return completeMatches(context);
  if (kind === 'target') return completeTargets(context);
  if (kind === 'chain') return chains(context, option.owner ? undefined : option.fact?.name);
  if (kind === 'protocol') return protocols(context);
  if (kind === 'port-range' || kind === 'port-list') return ports(context, option);
  if (kind === 'service-range' || kind === 'service') return ports(context, undefined);
  return seenValues(snapshot, kind).map((label) => ({
    label,
    kind: CompletionItemKind.Value,
    detail: 'used in this file',
  }));
}

function chains({ snapshot, position }: CompletionContext, command: string | undefined): Suggestion[] {
  // A new chain has a name of its own.
  if (command === 'new-chain') return [];
  const isOwnOnly = command === 'goto' || command === 'delete-chain' || command === 'rename-chain';
  const known = [...(tableOf(snapshot, position.line)?.chains.values() ?? [])];
  return known
    .filter(({ hook }) => (command === 'policy' ? hook : !(hook && isOwnOnly)))
    .map(({ name, hook }) => ({
      label: name,
      kind: hook ? CompletionItemKind.Event : CompletionItemKind.Function,
      detail: hook ? 'built-in chain' : 'chain',
      rank: hook ? 2 : 1,
    }));
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

function ports({ before }: CompletionContext, option: OptionNode | undefined): Suggestion[] {
  const ofMatch = protocolNumber(option?.owner?.name ?? '');
  const protocol = ofMatch === undefined ? protocolOf(before) : nameOfProtocol(ofMatch);
  return services
    .filter(({ protocols: known }) => protocol === undefined || known.includes(protocol))
    .map(({ name, port }) => ({ label: name, kind: CompletionItemKind.Constant, detail: String(port) }));
}

function operands(
  option: OptionNode,
  { snapshot, position }: CompletionContext,
  index: number,
): Suggestion[] {
  const fact = option.fact as CoreOptionFact;
  if (fact.operands?.[index - 1] === 'policy') {
    return policies.map((label) => ({ label, kind: CompletionItemKind.Keyword, detail: 'policy' }));
  }
  if (fact.operands?.[index - 1] !== 'rule-number') return [];
  const chain = tableOf(snapshot, position.line)?.chains.get(option.values[0]?.value ?? '');
  const count = chain?.rules.filter((line) => line < position.line).length ?? 0;
  return Array.from({ length: Math.min(count, 20) }, (_, number) => ({
    label: String(number + 1),
    kind: CompletionItemKind.Value,
    detail: 'rule number',
  }));
}
