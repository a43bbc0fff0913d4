// Check on save: once a file of a module is saved, the target's own compiler looks at what that changes, while nobody
// waits. A later save or a command of the user ends an earlier check. It never connects and never starts a machine.
import { extname, relative } from 'node:path';
import * as vscode from 'vscode';
import { silentReport } from '../../../remote/src/jobs/job';
import type { ModuleSources } from '../../../remote/src/jobs/sources';
import { sentenceOf } from '../../../remote/src/user-error';
import { checkOnSave } from '../config';
import type { WorkbenchContext } from '../context';
import { isCancellation } from '../errors';

export function activate(context: WorkbenchContext): void {
  const checks = new Map<string, ModuleCheck>();
  const checkOf = (module: ModuleSources): ModuleCheck => {
    const known = checks.get(module.folder + module.module) ?? new ModuleCheck(context);
    checks.set(module.folder + module.module, known);
    return known;
  };
  context.extension.subscriptions.push(
    vscode.workspace.onDidSaveTextDocument(async ({ uri }) => {
      for (const module of await modulesOf(context, uri)) await checkOf(module).begin(module, uri.fsPath);
    }),
    context.jobs.onDidChange(() => {
      // A build says all that a check would, and a load wants the machine for itself.
      if (context.jobs.running !== undefined) for (const check of checks.values()) check.end();
    }),
  );
}

/** The modules that a saved file is part of, while there is a compiler to ask. */
async function modulesOf(context: WorkbenchContext, uri: vscode.Uri): Promise<readonly ModuleSources[]> {
  const { jobs, modules, sessions, targets } = context;
  const target = targets.selected;
  const isReady = target !== undefined && sessions.stateOf(target) === 'connected';
  if (!checkOnSave() || !isReady || jobs.running !== undefined || uri.scheme !== 'file') return [];
  return (await modules.all()).filter((module) => isPartOf(module, uri.fsPath));
}

/** A source of another module of the folder is not a part of this one; a header may be. */
function isPartOf({ folder, kernelSources, librarySources }: ModuleSources, file: string): boolean {
  if (kernelSources.includes(file) || librarySources.includes(file)) return true;
  const path = relative(folder, file);
  return !path.startsWith('..') && (extname(file) === '.h' || /^(?:Kbuild|[Mm]akefile)$/.test(path));
}

/** The checks of one module, of which one runs at a time. */
class ModuleCheck {
  /** Saved, and not looked at to the end yet. */
  private readonly saved = new Set<string>();
  private running = Promise.resolve();
  private cancel = new AbortController();

  constructor(private readonly context: WorkbenchContext) {}

  end(): void {
    this.cancel.abort();
  }

  async begin(module: ModuleSources, file: string): Promise<void> {
    this.saved.add(file);
    this.cancel.abort();
    const cancel = new AbortController();
    this.cancel = cancel;
    this.running = this.running.then(() =>
      cancel.signal.aborted ? undefined : this.run(module, cancel.signal),
    );
    await this.running;
  }

  private async run(module: ModuleSources, signal: AbortSignal): Promise<void> {
    const { jobs, log, loop, sessions, targets } = this.context;
    const target = targets.selected;
    if (target === undefined || sessions.stateOf(target) !== 'connected') return;
    const saved = [...this.saved];
    const title = `Checking ${module.module}`;
    const report = jobs.logged(silentReport);
    try {
      await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () => {
        const session = await sessions.open(target, { report, signal });
        await loop.check({ target, session, signal, report }, module, saved);
      });
      for (const file of saved) this.saved.delete(file);
    } catch (error) {
      // Nobody asked for this check, so nobody is interrupted by what stands in its way.
      if (!isCancellation(error) && !signal.aborted) log.warn(`${title}: ${sentenceOf(error)}`);
    }
  }
}
