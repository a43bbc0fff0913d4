// Where things of a registration stand in its source, for findings, links and symbols.
import type { Location, Range } from 'vscode-languageserver-types';
import { sizeField } from './extension';
import type { Extension } from './extension';
import type { Registration } from './registrations';

/** Where a finding about a field goes: the field, or the name of the registration that lacks it. */
export function fieldRange({ registration }: Extension, field: string): Range {
  return registration.fields.get(field)?.range ?? nameRange(registration);
}

/** Where a registration as a whole is pointed at: its `.name`. */
export function nameRange(registration: Registration): Range {
  return registration.fields.get('name')?.range ?? registration.variableRange;
}

/** Where an extension sets the size of its private data, for related information. */
export function sizeLocation(extension: Extension): Location {
  return {
    uri: extension.source.uri,
    range: fieldRange(extension, sizeField(extension.registration)),
  };
}
