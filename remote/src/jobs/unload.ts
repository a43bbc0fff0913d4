// Unloads a module; when rules use it, names them.
import { inUse } from './in-use';
import type { JobContext } from './job';
import { removeModule } from './remove-module';
import { inspectSettled } from './settle';
import type { ModuleSources } from './sources';

export interface UnloadResult {
  readonly module: string;
  /** False when the module was not loaded to begin with. */
  readonly wasLoaded: boolean;
}

/** Rejects with a `UserError` of code `module-in-use` that lists the rules using the module. */
export async function unload(context: JobContext, sources: ModuleSources): Promise<UnloadResult> {
  const { module } = sources;
  const facts = await inspectSettled(context, sources);
  if (facts.loaded === undefined) return { module, wasLoaded: false };
  context.report.step(`Unloading ${module} on ${context.session.name}`);
  if ((await removeModule(context, module)) === 'in-use') {
    throw await inUse(context, sources, facts.loaded.holders);
  }
  return { module, wasLoaded: true };
}
