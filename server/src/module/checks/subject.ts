// What the checks of C look at: one source, within the sources it belongs to.
import type { Location } from 'vscode-languageserver-types';
import type { Range } from 'vscode-languageserver-types';
import type { Check } from '../../check';
import { sizeField } from '../model/extension';
import type { Extension } from '../model/extension';
import type { Scope } from '../model/scope';
import type { SourceModel } from '../model/source';
import type { ModuleProject } from '../project';

export interface ModuleSubject {
  readonly source: SourceModel;
  readonly scope: Scope;
  readonly extensions: readonly Extension[];
  readonly project: ModuleProject;
}

export type ModuleCheck = Check<ModuleSubject>;

/** Where a finding about a field goes: the field, or the name of the registration that lacks it. */
export function fieldRange({ registration }: Extension, field: string): Range {
  return registration.fields.get(field)?.range ?? nameRange(registration);
}

/** Where a finding about a registration as a whole goes. */
export function nameRange(registration: Extension['registration']): Range {
  return registration.fields.get('name')?.range ?? registration.variableRange;
}

/** Where an extension sets the size of its private data, for related information. */
export function sizeLocation(extension: Extension): Location {
  return {
    uri: extension.source.uri,
    range: fieldRange(extension, sizeField(extension.registration)),
  };
}

/** `libxt_CLONE.c` of a URI. */
export function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
