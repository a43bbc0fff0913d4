// Unloads a module; when rules use it, names them.
import type { JobContext } from './job';
import type { ModuleSources } from './sources';

export interface UnloadResult {
  readonly module: string;
  /** False when the module was not loaded to begin with. */
  readonly wasLoaded: boolean;
}

/** Rejects with a `UserError` of code `module-in-use` that lists the rules using the module. */
export function unload(_context: JobContext, _sources: ModuleSources): Promise<UnloadResult> {
  return Promise.reject(new Error('unload is being written'));
}
