// What stands above a handler of the kernel half and above the registrations of the userspace half: which extension it
// is, for whom, and how many rules use it.
import type { CodeLens, Location, Range } from 'vscode-languageserver-types';
import { groupBy } from '../module/group-by';
import { familyName, pointedTo } from '../module/model/extension';
import type { Extension } from '../module/model/extension';
import { nameRange } from '../module/model/extension-ranges';
import type { SourceModel } from '../module/service';
import { countOf } from '../rules/features/explain';
import { serves } from './learn-limits';
import { locationOf, rulesUsing } from './uses';
import type { Use } from './uses';
import type { Workspace } from './workspace';

/** Nobody reads further in a list of places, and a file of a hundred thousand rules must not be sent at every look. */
const mostShown = 1000;

/** Makes the command of an editor that can show places; an editor that cannot has the title alone. */
export type ShowRules = (title: string, uri: string, range: Range, rules: Location[]) => CodeLens['command'];

/** The lenses of a source, in the order of its registrations. */
export function codeLenses(workspace: Workspace, source: SourceModel, show: ShowRules): CodeLens[] {
  const places = groupBy(workspace.project.extensionsOf(source), (extension) => {
    const { start } = anchorOf(extension);
    return `${extension.kind} ${extension.name} ${extension.revision ?? ''} ${start.line} ${start.character}`;
  });
  return [...places.values()].flatMap((extensions) => {
    const [first] = extensions;
    if (!first) return [];
    const range = anchorOf(first);
    const rules = rulesOf(workspace, first, extensions);
    const title = [...describe(first, extensions), describeUses(rules.length)].join(' · ');
    const command =
      rules.length > 0
        ? show(title, source.uri, range, rules.slice(0, mostShown).map(locationOf))
        : { title, command: '' };
    return command ? [{ range, command }] : [];
  });
}

/** Registrations of one array stand under one lens; of the kernel half each handler has its own. */
function anchorOf({ side, kind, registration, source }: Extension): Range {
  if (side === 'userspace') return registration.variableRange;
  const name = pointedTo(registration, kind);
  const handler = source.functions.find((candidate) => candidate.name === name);
  return handler?.nameRange ?? nameRange(registration);
}

/** `CLONE rev 0`, `IPv4`, `filter`: what is known, and what limits it. */
function describe({ name, revision }: Extension, extensions: readonly Extension[]): string[] {
  const families = extensions.map(({ family }) => (family === undefined ? undefined : familyName(family)));
  const tables = new Set(extensions.map(({ side, table }) => (side === 'kernel' ? table : undefined)));
  const [table] = tables;
  return [
    revision === undefined ? name : `${name} rev ${revision}`,
    ...(families.includes(undefined) ? [] : [[...new Set(families)].join(' and ')]),
    ...(tables.size === 1 && table ? [table] : []),
  ];
}

function rulesOf(workspace: Workspace, { kind, name }: Extension, extensions: readonly Extension[]): Use[] {
  const uses = rulesUsing(workspace, { extension: { kind, name }, option: undefined });
  return uses.filter(({ families }) =>
    families.some((family) => extensions.some((extension) => serves(extension, family))),
  );
}

function describeUses(count: number): string {
  if (count === 0) return 'no rules use it';
  return `${countOf(count, 'rule')} ${count === 1 ? 'uses' : 'use'} it`;
}
