// The beginning of a line: a table, a chain, a command, a whole rule, COMMIT.
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Position } from 'vscode-languageserver-types';
import { coreOptions } from '../facts/core-options';
import { hookExplanations, policies, tables } from '../facts/tables';
import type { TableModel } from '../model/ruleset';
import type { RuleSnapshot } from '../snapshot';
import { completeTemplates } from './complete-templates';
import type { Suggestion, Suggestions } from './completion-item';
import { tableOf } from './cursor';

export function completeLine(snapshot: RuleSnapshot, position: Position, head: string): Suggestions[] {
  const typed = /[^ \t:]*$/.exec(head)?.[0] ?? '';
  const rest = /^[^ \t:[]*/.exec(snapshot.lines.textAt(position.line).slice(head.length))?.[0] ?? '';
  const replaced = { start: head.length - typed.length, end: head.length + rest.length };
  return [{ items: suggestions(snapshot, position.line, head), replaced }];
}

function suggestions(snapshot: RuleSnapshot, line: number, head: string): Suggestion[] {
  const table = openTable(snapshot, line);
  if (head.startsWith('*')) return tableNames();
  if (head.startsWith(':')) {
    if (!table) return [];
    return /^:[ \t]*[^ \t]*$/.test(head) ? chainLines(snapshot, table, line) : policyNames(table, head);
  }
  if (!table) return tableNames();
  const commit: Suggestion = {
    label: 'COMMIT',
    kind: CompletionItemKind.Keyword,
    detail: 'ends the table',
    documentation: 'Loads the table, all of it or, if something is wrong, nothing.',
  };
  const whole = completeTemplates(snapshot, table);
  // A command of a script ends no table.
  const isCommand = snapshot.settings.profile.consumer === 'shell';
  return [...commands(), ...(isCommand ? [] : [commit]), ...whole];
}

/** The table the line is in; its own first line is not within it yet. */
function openTable(snapshot: RuleSnapshot, line: number): TableModel | undefined {
  const table = tableOf(snapshot, line) ?? tableOf(snapshot, line - 1);
  const isClosed = table && snapshot.lines.modelAt(table.end)?.kind === 'commit' && table.end < line;
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

/** Built-in chains that have no line yet, and chains that rules jump to and nobody declares. */
function chainLines(snapshot: RuleSnapshot, table: TableModel, line: number): Suggestion[] {
  const isDeclared = (name: string) => {
    const declaration = table.chains.get(name)?.declaration;
    return declaration !== undefined && declaration.line !== line;
  };
  const builtIn = (table.fact?.chains ?? [])
    .filter((hook) => !isDeclared(hook))
    .map((hook) => ({
      label: hook,
      text: `${hook} ACCEPT [0:0]`,
      kind: CompletionItemKind.Event,
      detail: 'built-in chain',
      documentation: hookExplanations[hook],
    }));
  return [...missingChains(snapshot, table), ...builtIn];
}

function missingChains({ ruleset }: RuleSnapshot, table: TableModel): Suggestion[] {
  const missing = ruleset.faults
    .filter(({ line }) => line >= table.line && line <= table.end)
    .filter(({ code }) => code === 'undefined-chain' || code === 'undefined-target')
    .map(({ subject }) => subject)
    .filter((name) => name !== '' && !table.chains.has(name));
  return [...new Set(missing)].map((name) => ({
    label: name,
    text: `${name} - [0:0]`,
    kind: CompletionItemKind.Function,
    detail: 'named by rules, not declared yet',
    rank: 1,
  }));
}

function policyNames(table: TableModel, head: string): Suggestion[] {
  if (!/^:[ \t]*[^ \t]+[ \t]+[^ \t]*$/.test(head)) return [];
  const name = /^:[ \t]*([^ \t]+)/.exec(head)?.[1] ?? '';
  const isBuiltIn = table.fact?.chains.some((hook) => hook === name) ?? false;
  return (isBuiltIn ? policiesOf(table) : ['-']).map((label) => ({
    label,
    text: `${label} [0:0]`,
    kind: CompletionItemKind.Keyword,
    detail: 'policy',
  }));
}

/** In `nat` nothing may be dropped. */
export function policiesOf(table: TableModel | undefined): readonly string[] {
  return table?.name === 'nat' ? policies.filter((policy) => policy !== 'DROP') : policies;
}

/** What most lines begin with comes first. */
const commandOrder = 'AIDRNPFXEZC';

export function commands(): Suggestion[] {
  return coreOptions
    .filter(({ role, letter }) => role === 'command' && commandOrder.includes(letter))
    .sort((a, b) => commandOrder.indexOf(a.letter) - commandOrder.indexOf(b.letter))
    .map(({ letter, name }) => ({
      label: `-${letter}`,
      kind: CompletionItemKind.Keyword,
      detail: `--${name}`,
      documentation: { option: name },
      rank: 1,
    }));
}
