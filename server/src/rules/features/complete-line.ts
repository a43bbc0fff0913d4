// The beginning of a line: a table, a chain, a command, COMMIT.
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { CompletionItem, Position } from 'vscode-languageserver-types';
import { coreOptions } from '../facts/core-options';
import { hookExplanations, policies, tables } from '../facts/tables';
import type { TableModel } from '../model/ruleset';
import type { RuleSnapshot } from '../snapshot';
import { toItems } from './completion-item';
import type { Suggestion } from './completion-item';
import { tableOf } from './cursor';
import { explainOption } from './explain';

export function completeLine(snapshot: RuleSnapshot, position: Position, head: string): CompletionItem[] {
  const typed = /[^ \t:]*$/.exec(head)?.[0] ?? '';
  const replaced = { start: head.length - typed.length, end: head.length };
  return toItems(suggestions(snapshot, position.line, head), position.line, replaced);
}

function suggestions(snapshot: RuleSnapshot, line: number, head: string): Suggestion[] {
  const table = openTable(snapshot, line);
  if (head.startsWith('*')) return tableNames();
  if (head.startsWith(':')) {
    return /^:[ \t]*[^ \t]*$/.test(head) ? chainLines(table) : policyNames(table, head);
  }
  if (!table) return tableNames();
  const commit: Suggestion = {
    label: 'COMMIT',
    kind: CompletionItemKind.Keyword,
    detail: 'ends the table',
    documentation: 'Loads the table, all of it or, if something is wrong, nothing.',
  };
  return [...commands(), commit];
}

/** The table the line is in; its own first line is not within it yet. */
function openTable(snapshot: RuleSnapshot, line: number): TableModel | undefined {
  const table = tableOf(snapshot, line) ?? tableOf(snapshot, line - 1);
  const isClosed = table && snapshot.lines[table.end]?.kind === 'commit' && table.end < line;
  return table && table.line < line && !isClosed ? table : undefined;
}

function tableNames(): Suggestion[] {
  return tables.map(({ name, explanation, chains }) => ({
    label: `*${name}`,
    kind: CompletionItemKind.Module,
    detail: 'table',
    documentation: `${explanation}\n\nChains: ${chains.join(', ')}`,
  }));
}

function chainLines(table: TableModel | undefined): Suggestion[] {
  return (table?.fact?.chains ?? []).map((hook) => ({
    label: hook,
    text: `${hook} ACCEPT [0:0]`,
    kind: CompletionItemKind.Event,
    detail: 'built-in chain',
    documentation: hookExplanations[hook],
  }));
}

function policyNames(table: TableModel | undefined, head: string): Suggestion[] {
  if (!/^:[ \t]*[^ \t]+[ \t]+[^ \t]*$/.test(head)) return [];
  const name = /^:[ \t]*([^ \t]+)/.exec(head)?.[1] ?? '';
  const isBuiltIn = table?.fact?.chains.some((hook) => hook === name) ?? false;
  return (isBuiltIn ? policies : ['-']).map((label) => ({
    label,
    text: `${label} [0:0]`,
    kind: CompletionItemKind.Keyword,
    detail: 'policy',
  }));
}

/** What most lines begin with comes first. */
const commandOrder = 'AIDRNPFXEZC';

export function commands(): Suggestion[] {
  return coreOptions
    .filter(({ role, letter }) => role === 'command' && commandOrder.includes(letter))
    .sort((a, b) => commandOrder.indexOf(a.letter) - commandOrder.indexOf(b.letter))
    .map((fact) => ({
      label: `-${fact.letter}`,
      kind: CompletionItemKind.Keyword,
      detail: `--${fact.name}`,
      documentation: explainOption(fact),
      rank: 1,
    }));
}
