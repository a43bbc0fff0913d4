// Load Module: loads what was last built, and installs its library for iptables.
import type { LoadResult } from '../../../remote/src/jobs/load';
import { registerCommand, type WorkbenchContext } from '../context';
import { announce, runOnModule } from '../module-command';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'load', () => load(context));
}

async function load(context: WorkbenchContext): Promise<LoadResult | undefined> {
  const done = await runOnModule(
    context,
    ({ module }) => `Loading ${module}`,
    (job, module) => context.loop.load(job, module),
  );
  if (done !== undefined) {
    const { module, alreadyLoaded } = done.result;
    announce(alreadyLoaded ? `${module} was loaded already.` : `${module} is loaded.`);
  }
  return done?.result;
}
