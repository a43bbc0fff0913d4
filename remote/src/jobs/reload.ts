// Build and swap: the edited module takes the place of the loaded one, under the rules that use it. When a step
// fails, the old module and the rules are put back (invariant 6).
import type { BuildResult } from './build';
import type { JobContext } from './job';
import type { ModuleSources } from './sources';

export interface ReloadResult {
  readonly build: BuildResult;
  /** False when the build failed and nothing on the target was changed. */
  readonly swapped: boolean;
  /** Rules that were taken out for the swap and put back, as iptables-save prints them. */
  readonly rules: readonly string[];
}

/** Rejects with a `UserError` that says what failed and what was put back. */
export function reload(_context: JobContext, _sources: ModuleSources): Promise<ReloadResult> {
  return Promise.reject(new Error('reload is being written'));
}
