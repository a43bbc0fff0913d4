// Reload Module, the one gesture of the loop: build, and swap the result for what is loaded, under the rules that use
// it. A build that fails changes nothing on the target.
import type { ReloadResult } from '../../../remote/src/jobs/reload';
import { registerCommand, type WorkbenchContext } from '../context';
import { announce, announceFailedBuild, runOnModule } from '../module-command';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'reload', () => reload(context));
}

async function reload(context: WorkbenchContext): Promise<ReloadResult | undefined> {
  const done = await runOnModule(
    context,
    ({ module }) => `Reloading ${module}`,
    (job, module) => context.loop.reload(job, module),
  );
  if (done === undefined) return undefined;
  const { module, result } = done;
  if (!result.build.ok) announceFailedBuild(context, module, result.build);
  else announce(`${module.module} is built and loaded${describeRules(result.rules.length)}.`);
  return result;
}

function describeRules(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ', one rule put back' : `, ${count} rules put back`;
}
