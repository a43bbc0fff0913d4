// Unload Module: takes the module out of the target's kernel; refused, with the rules named, while rules use it.
import type { UnloadResult } from '../../../remote/src/jobs/unload';
import { registerCommand, type WorkbenchContext } from '../context';
import { announce, runOnModule } from '../module-command';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'unload', () => unload(context));
}

async function unload(context: WorkbenchContext): Promise<UnloadResult | undefined> {
  const done = await runOnModule(
    context,
    ({ module }) => `Unloading ${module}`,
    (job, module) => context.loop.unload(job, module),
  );
  if (done !== undefined) {
    const { module, wasLoaded } = done.result;
    announce(wasLoaded ? `${module} is unloaded.` : `${module} was not loaded.`);
  }
  return done?.result;
}
