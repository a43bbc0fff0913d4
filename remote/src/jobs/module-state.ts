// Whether a module is loaded, and whether what is loaded is what the sources would give.
import type { JobContext } from './job';
import type { ModuleSources } from './sources';

export interface ModuleState {
  readonly module: string;
  readonly loaded: boolean;
  /** How many rules and modules hold the module; 0 when it is not loaded. */
  readonly references: number;
  /** Whether the loaded module is the one that was built last; undefined when nothing is loaded or was built. */
  readonly isLastBuild: boolean | undefined;
  /** Whether the local sources changed since the last build; undefined when nothing was built. */
  readonly sourceIsNewer: boolean | undefined;
}

export function moduleState(_context: JobContext, _sources: ModuleSources): Promise<ModuleState> {
  return Promise.reject(new Error('moduleState is being written'));
}
