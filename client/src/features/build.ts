// Build Module: compiles the module and its library for the selected target. Changes nothing there.
import type { BuildResult } from '../../../remote/src/jobs/build';
import { registerCommand, type WorkbenchContext } from '../context';
import { announce, announceFailedBuild, runOnModule } from '../module-command';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'build', () => build(context));
}

async function build(context: WorkbenchContext): Promise<BuildResult | undefined> {
  const done = await runOnModule(
    context,
    ({ module }) => `Building ${module}`,
    (job, module) => context.loop.build(job, module),
  );
  if (done?.result.ok === true) announce(`${done.module.module} is built.`);
  else if (done !== undefined) announceFailedBuild(context, done.module, done.result);
  return done?.result;
}
