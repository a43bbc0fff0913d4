// What the checks of C look at: one source, within the sources it belongs to.
import type { Check } from '../../check';
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

/** `libxt_CLONE.c` of a URI. */
export function fileName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
