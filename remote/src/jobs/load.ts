// Loads a built module and installs its library, or changes nothing.
import type { JobContext } from './job';
import type { ModuleSources } from './sources';

export interface LoadResult {
  readonly module: string;
  /** Paths on the target where the libraries were installed. */
  readonly libraries: readonly string[];
  /** True when this very build was loaded before. */
  readonly alreadyLoaded: boolean;
}

/** Rejects with a `UserError` that gives the kernel's own reason when the module does not load. */
export function load(_context: JobContext, _sources: ModuleSources): Promise<LoadResult> {
  return Promise.reject(new Error('load is being written'));
}
