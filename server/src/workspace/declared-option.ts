// An option as the C of the workspace declares it: all its rows, and all the extensions that have it by them.
import type { Position } from 'vscode-languageserver-types';
import { optionRowOf, optionTableOf, pointedTo } from '../module/model/extension';
import type { Extension } from '../module/model/extension';
import { contains } from '../module/model/nodes';
import type { OptionRow } from '../module/model/option-tables';
import type { ModuleProject } from '../module/project';
import type { SourceModel } from '../module/service';
import type { ExtensionName } from '../rules/service';
import { registrationsOf } from './extensions';
import type { Subject } from './uses';
import type { Workspace } from './workspace';

export interface DeclaredOption {
  readonly option: string;
  /** One row for each table that has the option: a table for each family, a copy of the file elsewhere. */
  readonly rows: readonly DeclaredRow[];
  /** Whose option it is: more than one where extensions share a table. */
  readonly subjects: readonly ExtensionName[];
  /** Their names. */
  readonly extensions: readonly string[];
  /** Every other option that stands beside it. */
  readonly siblings: ReadonlySet<string>;
}

export interface DeclaredRow {
  readonly source: SourceModel;
  readonly row: OptionRow;
}

/** Undefined when no userspace half of the workspace has the option in its table. */
export function declaredOption(
  workspace: Workspace,
  { extension, option }: Subject,
): DeclaredOption | undefined {
  if (option === undefined) return undefined;
  const own = registrationsOf(workspace.project, extension).filter(
    (registered) => optionRowOf(registered, option) !== undefined,
  );
  if (own.length === 0) return undefined;
  const tables = new Set(own.map(optionTableOf));
  const sharing = [...new Set(own.map(({ source }) => source))].flatMap((source) =>
    workspace.project.extensionsOf(source).filter((registered) => tables.has(optionTableOf(registered))),
  );
  const subjects = namesOf([...own, ...sharing]);
  return {
    option,
    rows: rowsOf(own, option),
    subjects,
    extensions: [...new Set(subjects.map(({ name }) => name))],
    siblings: new Set(sharing.flatMap((registered) => optionsOf(registered))),
  };
}

/**
 * Says of a position in a source whether a string there may speak of the option. All may, unless another extension of
 * the file has one of that name: then only those in functions that are called for this one alone.
 */
export function functionsWithStrings(
  project: ModuleProject,
  source: SourceModel,
  { option, rows }: DeclaredOption,
): (position: Position) => boolean {
  const isOwn = (extension: Extension) => {
    const row = optionRowOf(extension, option);
    return row !== undefined && rows.some((one) => one.row === row);
  };
  const halves = project.extensionsOf(source).filter(({ side }) => side === 'userspace');
  const others = halves.filter((extension) => !isOwn(extension) && optionRowOf(extension, option));
  if (others.length === 0) return () => true;
  const theirs = new Set(others.flatMap(calledFor));
  const ours = new Set(halves.filter(isOwn).flatMap(calledFor));
  const functions = source.functions.filter(({ name }) => ours.has(name) && !theirs.has(name));
  return (position) => functions.some(({ range }) => contains(range, position));
}

/** Names of the functions that a registration points to. */
function calledFor({ registration }: Extension): string[] {
  return [...registration.fields.keys()].flatMap((field) => pointedTo(registration, field) ?? []);
}

function rowsOf(extensions: readonly Extension[], option: string): DeclaredRow[] {
  const rows = new Map<OptionRow, DeclaredRow>();
  for (const extension of extensions) {
    const row = optionRowOf(extension, option);
    if (row) rows.set(row, { source: extension.source, row });
  }
  return [...rows.values()];
}

function namesOf(extensions: readonly Extension[]): ExtensionName[] {
  return [...new Map(extensions.map(({ kind, name }) => [`${kind} ${name}`, { kind, name }])).values()];
}

function optionsOf(extension: Extension): string[] {
  return optionTableOf(extension)?.rows.map(({ name }) => name) ?? [];
}
