// What the four module commands share: finding the module that is meant, running the job with a retry, and saying
// how it went. Good news stays in the status bar, bad news is a message with a way on.
import * as vscode from 'vscode';
import type { JobContext } from '../../remote/src/jobs/job';
import type { BuildResult } from '../../remote/src/jobs/build';
import type { ModuleSources } from '../../remote/src/jobs/sources';
import type { WorkbenchContext } from './context';
import { offer, showError } from './errors';

/** How long good news stays in the status bar, in milliseconds. */
const newsTime = 5_000;

/** Runs a job on the module that the user means. Resolves to undefined when it was cancelled or has failed. */
export async function runOnModule<T>(
  context: WorkbenchContext,
  title: (module: ModuleSources) => string,
  work: (job: JobContext, module: ModuleSources) => Promise<T>,
  chosen?: ModuleSources,
): Promise<{ readonly module: ModuleSources; readonly result: T } | undefined> {
  const module = chosen ?? (await chooseModule(context));
  if (module === undefined) return undefined;
  const retry = (): unknown => runOnModule(context, title, work, module);
  const result = await context.jobs.run(title(module), (job) => work(job, module), retry);
  return result === undefined ? undefined : { module, result };
}

async function chooseModule(context: WorkbenchContext): Promise<ModuleSources | undefined> {
  try {
    return await context.modules.choose();
  } catch (error) {
    showError(context.log, error);
    return undefined;
  }
}

export function announce(sentence: string): void {
  vscode.window.setStatusBarMessage(`$(check) ${sentence}`, newsTime);
}

/** Says that a build failed, with the way to its problems. */
export function announceFailedBuild(
  context: WorkbenchContext,
  module: ModuleSources,
  { problems }: BuildResult,
): void {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const count = errors === 1 ? 'one error' : `${errors} errors`;
  offer(vscode.window.showErrorMessage, `${module.module} does not build: ${count}.`, [
    { title: 'Open Problems', run: () => vscode.commands.executeCommand('workbench.actions.view.problems') },
    { title: 'Show Log', run: () => context.log.show(true) },
  ]);
}
