// From a rule to the C behind it: `-j CLONE` to its registrations and handlers, `--mark` to the option's row and to
// the handler that acts on it.
import type { LocationLink, Position, Range } from 'vscode-languageserver-types';
import { optionRowOf, pointedTo } from '../module/model/extension';
import type { Extension } from '../module/model/extension';
import { nameRange } from '../module/model/extension-ranges';
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
    registrations.flatMap((extension) => {
      const place =
        extension.side === 'kernel'
          ? handlerPlace(extension)
          : option === undefined
            ? registrationPlace(extension)
            : rowPlace(extension, option);
      return place ? [link(extension.source.uri, place.range, place.name, definition.origin)] : [];
    }),
  );
}

interface Place {
  readonly range: Range;
  /** The part that is selected. */
  readonly name: Range;
}

/** The function that the kernel calls for each packet; the registration when it lies in another file. */
function handlerPlace(extension: Extension): Place {
  const name = pointedTo(extension.registration, extension.kind);
  const handler = extension.source.functions.find((candidate) => candidate.name === name);
  return handler ? { range: handler.range, name: handler.nameRange } : registrationPlace(extension);
}

function registrationPlace({ registration }: Extension): Place {
  return { range: registration.range, name: nameRange(registration) };
}

function rowPlace(extension: Extension, option: string): Place | undefined {
  const row = optionRowOf(extension, option);
  return row && { range: row.range, name: row.nameRange };
}

function link(uri: string, range: Range, name: Range, origin: Range): LocationLink {
  return { targetUri: uri, targetRange: range, targetSelectionRange: name, originSelectionRange: origin };
}

/** One handler may serve several registrations. */
function unique(links: readonly LocationLink[]): LocationLink[] {
  const seen = new Map(links.map((one) => [`${one.targetUri} ${JSON.stringify(one.targetRange)}`, one]));
  return [...seen.values()];
}
