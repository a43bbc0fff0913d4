// The state of a module in the few words that fit into the status bar.
import type { ModuleState } from '../../../remote/src/jobs/module-state';

/** `xt_CLONE loaded`, `xt_CLONE not loaded`, `xt_CLONE loaded, newer build waits`, `xt_CLONE loaded, source changed`. */
export function describeModule(state: ModuleState): string {
  if (!state.loaded) return `${state.module} not loaded`;
  if (state.isLastBuild === false) return `${state.module} loaded, newer build waits`;
  if (state.sourceIsNewer === true) return `${state.module} loaded, source changed`;
  return `${state.module} loaded`;
}
