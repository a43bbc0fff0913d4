// From C to the rules that use it, and from a rule to the others: where an extension or one of its options is declared,
// and where it is used in all the rules that the workspace knows.
import type { Location, Position, Range } from 'vscode-languageserver-types';
import { placeIn } from '../embedded/positions';
import { referencesInScript } from '../embedded/shell/chain-places';
import { optionRowOf, optionTableOf } from '../module/model/extension';
import type { Extension } from '../module/model/extension';
import { nameRange } from '../module/model/extension-ranges';
import { contains } from '../module/model/nodes';
import type { OptionRow } from '../module/model/option-tables';
import { parseCasesOf } from '../module/model/parse-case';
import type { SourceModel } from '../module/service';
import { registrationsOf } from './extensions';
import { locationOf, usesOf } from './uses';
import type { Subject } from './uses';
import type { Workspace } from './workspace';

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
    : wordInRules(workspace, uri, position)?.subject;
  if (subject) {
    const declarations = includeDeclaration ? declarationsOf(workspace, subject) : [];
    return [...declarations, ...usesOf(workspace, subject).map(locationOf)];
  }
  const ranges = snapshot
    ? workspace.rules.references(snapshot, position, includeDeclaration)
    : referencesInFile(workspace, uri, position, includeDeclaration);
  return ranges.map((range) => ({ uri: snapshot?.settings.uri ?? uri, range }));
}

function referencesInFile(
  workspace: Workspace,
  uri: string,
  position: Position,
  includeDeclaration: boolean,
): Range[] {
  const file = workspace.embedded(uri);
  if (file?.kind !== 'script') return [];
  return referencesInScript(workspace.rules, file, position, includeDeclaration) ?? [];
}

/** What a position in C names: an option, by its row or by the code that takes it, or a registration. */
export function subjectInSource(
  workspace: Workspace,
  source: SourceModel,
  position: Position,
): Subject | undefined {
  for (const registered of workspace.project.extensionsOf(source)) {
    const extension = { kind: registered.kind, name: registered.name };
    const row = optionTableOf(registered)?.rows.find((candidate) =>
      namesOption(workspace, registered, candidate, position),
    );
    if (row) return { extension, option: row.name };
    if (contains(nameRange(registered.registration), position)) return { extension, option: undefined };
  }
  return undefined;
}

function namesOption(
  workspace: Workspace,
  extension: Extension,
  row: OptionRow,
  position: Position,
): boolean {
  if (contains(row.range, position)) return true;
  const cases = parseCasesOf(extension, row, workspace.project.scopeOf(extension.source));
  return cases.some(({ range, labelRange }) =>
    contains({ start: range.start, end: labelRange.end }, position),
  );
}

/** The word of a rule at a position, wherever the rule stands. */
export interface WordInRules {
  readonly subject: Subject;
  /** Undefined where the file has other words there, such as a variable. */
  readonly range: Range | undefined;
}

export function wordInRules(workspace: Workspace, uri: string, position: Position): WordInRules | undefined {
  const place = rulesAt(workspace, uri, position);
  const definition = place && workspace.rules.definition(place.snapshot, place.position);
  if (!definition || definition.kind === 'chain') return undefined;
  const option = definition.kind === 'option' ? definition.option : undefined;
  const { extension, origin } = definition;
  return { subject: { extension, option }, range: place.toEditable(origin) };
}

/** The rules that a position lies in, where in them, and the way back. */
function rulesAt(workspace: Workspace, uri: string, position: Position) {
  const snapshot = workspace.ruleSnapshot(uri);
  if (snapshot) return { snapshot, position, toEditable: (range: Range) => range };
  const file = workspace.embedded(uri);
  const place = file && placeIn(file.text, file.regions, position);
  if (!place) return undefined;
  const { read, positions } = place;
  return {
    snapshot: read.snapshot,
    position: place.position,
    toEditable: (range: Range) => positions.toEditable(range),
  };
}

function declarationsOf(workspace: Workspace, { extension, option }: Subject): Location[] {
  return registrationsOf(workspace.project, extension).flatMap((registered) => {
    const { uri } = registered.source;
    if (option === undefined) return [{ uri, range: nameRange(registered.registration) }];
    const row = optionRowOf(registered, option);
    if (!row) return [];
    const cases = parseCasesOf(registered, row, workspace.project.scopeOf(registered.source));
    return [row.nameRange, ...cases.map(({ labelRange }) => labelRange)].map((range) => ({ uri, range }));
  });
}
