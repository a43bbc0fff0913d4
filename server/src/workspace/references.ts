// From C to the rules that use it, and from a rule to the others: where an extension or one of its options is used in
// all rule files that the workspace knows.
import { optionRowOf, optionTableOf } from '../module/model/extension';
import type { Location, Position } from 'vscode-languageserver-types';
import { nameRange } from '../module/model/extension-ranges';
import { contains } from '../module/model/nodes';
import type { SourceModel } from '../module/service';
import type { ExtensionName } from '../rules/service';
import { registrationsOf } from './extensions';
import type { Workspace } from './workspace';

/** An extension, or one of its options. */
export interface Subject {
  readonly extension: ExtensionName;
  readonly option: string | undefined;
}

/** Chains are found in the file itself; extensions and options in every file. */
export function findReferences(
  workspace: Workspace,
  uri: string,
  position: Position,
  includeDeclaration: boolean,
): Location[] {
  const source = workspace.source(uri);
  const snapshot = workspace.ruleSnapshot(uri);
  const subject = source
    ? subjectInSource(workspace, source, position)
    : subjectInRules(workspace, uri, position);
  if (subject) {
    const declarations = includeDeclaration ? declarationsOf(workspace, subject) : [];
    return [...declarations, ...usesOf(workspace, subject)];
  }
  if (!snapshot) return [];
  const ranges = workspace.rules.references(snapshot, position, includeDeclaration);
  return ranges.map((range) => ({ uri: snapshot.settings.uri, range }));
}

/** Every use in every rule file, open or on disk. */
export function usesOf(workspace: Workspace, { extension, option }: Subject): Location[] {
  return workspace.ruleFiles.flatMap((uri) => {
    const snapshot = workspace.ruleSnapshot(uri);
    const ranges = snapshot ? workspace.rules.uses(snapshot, extension, option) : [];
    return ranges.map((range) => ({ uri, range }));
  });
}

/** What a position in C names: the row of an option, or a registration. */
export function subjectInSource(
  workspace: Workspace,
  source: SourceModel,
  position: Position,
): Subject | undefined {
  for (const extension of workspace.project.extensionsOf(source)) {
    const { kind, name } = extension;
    const row = optionTableOf(extension)?.rows.find(({ range }) => contains(range, position));
    if (row) return { extension: { kind, name }, option: row.name };
    if (contains(nameRange(extension.registration), position)) {
      return { extension: { kind, name }, option: undefined };
    }
  }
  return undefined;
}

function subjectInRules(workspace: Workspace, uri: string, position: Position): Subject | undefined {
  const snapshot = workspace.ruleSnapshot(uri);
  const definition = snapshot && workspace.rules.definition(snapshot, position);
  if (!definition || definition.kind === 'chain') return undefined;
  const option = definition.kind === 'option' ? definition.option : undefined;
  return { extension: definition.extension, option };
}

function declarationsOf(workspace: Workspace, { extension, option }: Subject): Location[] {
  return registrationsOf(workspace.project, extension).flatMap((registered) => {
    const range =
      option === undefined ? nameRange(registered.registration) : optionRowOf(registered, option)?.nameRange;
    return range ? [{ uri: registered.source.uri, range }] : [];
  });
}
