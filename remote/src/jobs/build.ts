// Builds a module and its library for a target: on this machine when the session brings the target's headers
// (the embedded VM), on the target otherwise. The compiler's lines come back as problems with local paths.
import type { JobContext, Problem } from './job';
import type { ModuleSources } from './sources';

export interface BuildResult {
  /** True when the module and all its libraries were built. */
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** Where make ran. */
  readonly where: 'here' | 'target';
}

/**
 * A compile error is a result. Rejects with a `UserError` when the build could not be tried: missing headers,
 * no compiler, connection lost.
 */
export function build(_context: JobContext, _sources: ModuleSources): Promise<BuildResult> {
  return Promise.reject(new Error('build is being written'));
}
