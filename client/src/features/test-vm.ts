// Start, Stop and Reset Test VM. Building its image the first time takes minutes, so progress names each step and
// Cancel works throughout. On other systems than Linux the commands are hidden; a SSH target does the same there.
import type { TestVm } from '../../../remote/src/vm/test-vm';
import { embeddedVm, type VmTarget } from '../../../remote/src/target';
import { UserError } from '../../../remote/src/user-error';
import { registerCommand, type WorkbenchContext } from '../context';
import { announce } from '../module-command';
import { loadRemote } from '../remote';
import type { JobRun } from '../services/jobs';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'startTestVm', () => start(context));
  registerCommand(context, 'stopTestVm', () => stop(context));
  registerCommand(context, 'resetTestVm', () => reset(context));
}

async function start(context: WorkbenchContext): Promise<void> {
  await onVm(context, 'Starting the test VM', async (run, target) => {
    await context.sessions.open(target, run);
    announce('The test VM is running.');
  });
}

async function stop(context: WorkbenchContext): Promise<void> {
  await onVm(context, 'Stopping the test VM', async (_run, target, vm) => {
    await letGo(context, target);
    await vm.down();
    announce('The test VM is stopped.');
  });
}

async function reset(context: WorkbenchContext): Promise<void> {
  await onVm(context, 'Resetting the test VM', async (run, target, vm) => {
    await letGo(context, target);
    await vm.reset(run);
    await context.sessions.open(target, run);
    announce('The test VM is clean and running.');
  });
}

/** Ends what holds on to the VM before the VM ends, so that nothing starts it again. */
async function letGo({ kernelLog, sessions, loop }: WorkbenchContext, target: VmTarget): Promise<void> {
  if (kernelLog.following?.name === target.name) kernelLog.pause();
  await sessions.close(target);
  await loop.reset(target);
}

async function onVm(
  context: WorkbenchContext,
  title: string,
  work: (run: JobRun, target: VmTarget, vm: TestVm) => Promise<void>,
): Promise<void> {
  const { jobs } = context;
  await jobs.withProgress(
    title,
    (run) =>
      jobs.exclusively(title, async () => {
        const target = vmTarget(context);
        const remote = await loadRemote();
        const report = jobs.logged(run.report);
        const { suite, instance = 'default' } = target;
        await work({ ...run, report }, target, new remote.TestVm({ suite, instance }));
      }),
    [{ title: 'Retry', run: () => onVm(context, title, work) }],
  );
}

function vmTarget({ targets }: WorkbenchContext): VmTarget {
  const target = targets.all.find(({ name }) => name === embeddedVm.name);
  if (target?.kind === 'vm') return target;
  throw new UserError(
    'The embedded test VM runs on Linux only.',
    'Add a Linux machine with “Netfilter: Add Target”.',
    { code: 'vm-unsupported' },
  );
}
