// What a person does about connections: end one, forget passwords. And what follows from a new one: the target is
// asked which of the modules it runs.
import { silentReport } from '../../../remote/src/jobs/job';
import type { Target } from '../../../remote/src/target';
import { sentenceOf } from '../../../remote/src/user-error';
import { registerCommand, type WorkbenchContext } from '../context';
import { announce } from '../module-command';

export function activate(context: WorkbenchContext): void {
  const { extension, sessions, loop, targets, kernelLog } = context;
  registerCommand(context, 'disconnect', async () => {
    kernelLog.pause();
    if (targets.selected !== undefined) await sessions.close(targets.selected);
  });
  registerCommand(context, 'forgetSecrets', async () => {
    const count = await context.prompts.forgetAll();
    announce(count === 1 ? 'One secret is forgotten.' : `${count} secrets are forgotten.`);
  });
  extension.subscriptions.push(
    sessions.onDidChange((target) => {
      if (sessions.stateOf(target) === 'connected') void askForModules(context, target);
      else loop.forget(target);
    }),
  );
}

/** Nobody waits for this, so a failure goes to the log alone. */
async function askForModules(
  { modules, sessions, loop, log }: WorkbenchContext,
  target: Target,
): Promise<void> {
  const signal = AbortSignal.timeout(60_000);
  try {
    const session = await sessions.open(target, { report: silentReport, signal });
    for (const module of await modules.all()) {
      await loop.refresh({ target, session, signal, report: silentReport }, module);
    }
  } catch (error) {
    log.warn(`The state of the modules on ${target.name} is not known: ${sentenceOf(error)}`);
  }
}
