// From a rule to the C behind it: `-j CLONE` to its registrations and handlers, `--mark` to the option's row, to the code
// that takes it, and to the handlers that check it and act on it.
import type { LocationLink, Position, Range } from 'vscode-languageserver-types';
import { optionRowOf, pointedTo } from '../module/model/extension';
import type { Extension } from '../module/model/extension';
import { nameRange } from '../module/model/extension-ranges';
import { parseCasesOf } from '../module/model/parse-case';
import type { RuleSnapshot } from '../rules/service';
import { registrationsOf } from './extensions';
import type { Workspace } from './workspace';

export function findDefinition(
  workspace: Workspace,
  snapshot: RuleSnapshot,
  position: Position,
): LocationLink[] {
  const definition = workspace.rules.definition(snapshot, position);
  if (!definition) return [];
  if (definition.kind === 'chain') {
    return definition.targets.map((range) => link(snapshot.settings.uri, range, range, definition.origin));
  }
  const registrations = registrationsOf(workspace.project, definition.extension);
  const option = definition.kind === 'option' ? definition.option : undefined;
  return unique(
    registrations.flatMap((extension) =>
      (option === undefined ? placesOf(extension) : placesOfOption(workspace, extension, option)).map(
        (place) => link(extension.source.uri, place.range, place.name, definition.origin),
      ),
    ),
  );
}

interface Place {
  readonly range: Range;
  /** The part that is selected. */
  readonly name: Range;
}

function placesOf(extension: Extension): Place[] {
  return extension.side === 'userspace'
    ? [registrationPlace(extension)]
    : handlersOf(extension, [extension.kind]);
}

function placesOfOption(workspace: Workspace, extension: Extension, option: string): Place[] {
  if (extension.side === 'kernel') return handlersOf(extension, [extension.kind, 'checkentry']);
  const row = optionRowOf(extension, option);
  if (!row) return [];
  const cases = parseCasesOf(extension, row, workspace.project.scopeOf(extension.source));
  return [
    { range: row.range, name: row.nameRange },
    ...cases.map(({ range, labelRange }) => ({ range, name: labelRange })),
  ];
}

/** The functions that the kernel calls for a packet or a rule; the registration when they lie in another file. */
function handlersOf(extension: Extension, fields: readonly string[]): Place[] {
  const names = fields.map((field) => pointedTo(extension.registration, field));
  const places = names.flatMap((name) => {
    const handler = extension.source.functions.find((candidate) => candidate.name === name);
    return handler ? [{ range: handler.range, name: handler.nameRange }] : [];
  });
  return places.length > 0 ? places : [registrationPlace(extension)];
}

function registrationPlace({ registration }: Extension): Place {
  return { range: registration.range, name: nameRange(registration) };
}

function link(uri: string, range: Range, name: Range, origin: Range): LocationLink {
  return { targetUri: uri, targetRange: range, targetSelectionRange: name, originSelectionRange: origin };
}

/** One handler may serve several registrations. */
function unique(links: readonly LocationLink[]): LocationLink[] {
  const seen = new Map(links.map((one) => [`${one.targetUri} ${JSON.stringify(one.targetRange)}`, one]));
  return [...seen.values()];
}
