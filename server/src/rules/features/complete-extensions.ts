// Names of matches behind `-m`, and of verdicts, targets and chains behind `-j`: what the family, the table, the
// chain and the protocol allow.
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { ExtensionFact } from '../facts/fact';
import { protocolNumber } from '../facts/protocols';
import type { CompletionContext } from './completion';
import type { Suggestion } from './completion-item';
import { tableOf } from './cursor';
import { explainExtension } from './explain';

export function completeMatches(context: CompletionContext): Suggestion[] {
  return extensions(context, 'match')
    .filter((fact) => fitsProtocol(fact, context))
    .map((fact) => suggest(fact, CompletionItemKind.Module, fact.undescribed ? 8 : 4));
}

export function completeTargets(context: CompletionContext): Suggestion[] {
  const { snapshot, position } = context;
  const chains = [...(tableOf(snapshot, position.line)?.chains.values() ?? [])].filter(({ hook }) => !hook);
  return [
    ...extensions(context, 'target').map((fact) => suggest(fact, kindOf(fact), rankOf(fact))),
    ...chains.map(({ name, rules }) => ({
      label: name,
      kind: CompletionItemKind.Function,
      detail: `chain, ${rules.length} rule${rules.length === 1 ? '' : 's'}`,
      rank: 2,
    })),
  ];
}

function extensions(context: CompletionContext, kind: ExtensionFact['kind']): ExtensionFact[] {
  const { snapshot } = context;
  const { family } = snapshot.settings.profile;
  return snapshot.grammar.catalog.extensions.filter(
    (fact) => fact.kind === kind && fact.families.includes(family) && fitsPlace(fact, context),
  );
}

function fitsPlace({ tables, hooks, name }: ExtensionFact, context: CompletionContext): boolean {
  const table = tableOf(context.snapshot, context.position.line);
  if (tables && table && !tables.some((allowed) => allowed === table.name)) return false;
  if (table?.name === 'nat' && name === 'DROP') return false;
  const chain = context.before.command?.values[0]?.value;
  const hook = table?.fact?.chains.find((built) => built === chain);
  return !hooks || !hook || hooks.includes(hook);
}

/** Without a `-p` yet, a match of any protocol may still fit. */
function fitsProtocol({ protocols }: ExtensionFact, { before }: CompletionContext): boolean {
  const named = before.protocol?.values[0]?.value;
  const number = named === undefined ? undefined : protocolNumber(named);
  return !protocols || number === undefined || protocols.some((name) => protocolNumber(name) === number);
}

function suggest(fact: ExtensionFact, kind: CompletionItemKind, rank: number): Suggestion {
  return {
    label: fact.name,
    kind,
    detail: fact.learned ? `${fact.kind}, from ${fact.learned.file.replace(/^.*[/\\]/, '')}` : fact.kind,
    documentation: explainExtension(fact),
    rank: fact.learned ? 1 : rank,
  };
}

function kindOf({ options, terminating }: ExtensionFact): CompletionItemKind {
  return terminating && options.length === 0 ? CompletionItemKind.Keyword : CompletionItemKind.Class;
}

function rankOf({ name, undescribed }: ExtensionFact): number {
  if (name === 'ACCEPT' || name === 'DROP' || name === 'RETURN') return 0;
  return undescribed || name === 'QUEUE' ? 8 : 4;
}
