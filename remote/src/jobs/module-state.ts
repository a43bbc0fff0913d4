// Whether a module is loaded, and whether what is loaded is what the sources would give.
import { inspectModule, isLastBuild } from './inspect';
import type { JobContext } from './job';
import { hashOfAll, readSourceFiles } from './source-files';
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

export async function moduleState(context: JobContext, sources: ModuleSources): Promise<ModuleState> {
  const [facts, files] = await Promise.all([
    inspectModule(context, sources),
    readSourceFiles(sources.folder),
  ]);
  const builtFrom = facts.built?.record?.sourceHash;
  return {
    module: sources.module,
    loaded: facts.loaded !== undefined,
    references: facts.loaded?.references ?? 0,
    isLastBuild: isLastBuild(facts),
    sourceIsNewer: builtFrom === undefined ? undefined : builtFrom !== hashOfAll(files),
  };
}
