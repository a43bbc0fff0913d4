// The module commands as tasks of type `netfilter`, so that they can be bound, chained and run as the default build.
// A task prints in its terminal what the command shows as progress; problems come from the job itself, with local
// paths, so these tasks need no matcher. `$netfilter-kbuild` is for tasks of the user's own that run make.
import * as vscode from 'vscode';
import type { JobContext } from '../../../remote/src/jobs/job';
import type { ModuleSources } from '../../../remote/src/jobs/sources';
import { sentenceOf } from '../../../remote/src/user-error';
import type { WorkbenchContext } from '../context';
import { isCancellation } from '../errors';
import type { ModuleLoop } from '../services/module-loop';
import { bold, dim, red } from '../terminal-text';

const type = 'netfilter';

interface Definition extends vscode.TaskDefinition {
  readonly task: string;
  readonly module?: string;
}

/** What each task does; resolves to whether it worked. */
const works: Readonly<
  Record<string, (loop: ModuleLoop, job: JobContext, module: ModuleSources) => Promise<boolean>>
> = {
  build: async (loop, job, module) => (await loop.build(job, module)).ok,
  load: async (loop, job, module) => loop.load(job, module).then(() => true),
  unload: async (loop, job, module) => loop.unload(job, module).then(() => true),
  reload: async (loop, job, module) => (await loop.reload(job, module)).swapped,
};

export function activate(context: WorkbenchContext): void {
  const provider: vscode.TaskProvider = {
    provideTasks: async () => {
      const modules = await context.modules.all();
      return modules.flatMap(({ module }) =>
        Object.keys(works).map((task) => createTask(context, { type, task, module })),
      );
    },
    resolveTask: (task) => createTask(context, task.definition as Definition, task.scope),
  };
  context.extension.subscriptions.push(vscode.tasks.registerTaskProvider(type, provider));
}

function createTask(
  context: WorkbenchContext,
  definition: Definition,
  scope: vscode.Task['scope'] = vscode.TaskScope.Workspace,
): vscode.Task {
  const name = [definition.task, definition.module].filter(Boolean).join(' ');
  const execution = new vscode.CustomExecution(() => Promise.resolve(new TaskTerminal(context, definition)));
  const task = new vscode.Task(
    definition,
    scope ?? vscode.TaskScope.Workspace,
    name,
    'Netfilter',
    execution,
    [],
  );
  if (definition.task === 'build') task.group = vscode.TaskGroup.Build;
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  return task;
}

class TaskTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly closed = new vscode.EventEmitter<number>();
  private readonly cancelled = new AbortController();
  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;

  constructor(
    private readonly context: WorkbenchContext,
    private readonly definition: Definition,
  ) {}

  open(): void {
    void this.run().then((worked) => this.closed.fire(worked ? 0 : 1));
  }

  close(): void {
    this.cancelled.abort();
  }

  private async run(): Promise<boolean> {
    const { modules, jobs, loop } = this.context;
    try {
      const { task, module: name } = this.definition;
      const work = works[task];
      if (work === undefined) throw new Error(`There is no netfilter task “${task}”.`);
      const module = name === undefined ? await modules.choose() : await modules.named(name);
      if (module === undefined) return false;
      const report = {
        step: (title: string) => this.print(bold(title)),
        output: (line: string) => this.print(line),
      };
      const run = { title: `${task} ${module.module}`, report, signal: this.cancelled.signal };
      const worked = await jobs.perform(run, (job) => work(loop, job, module));
      this.print(worked ? dim('Done.') : red('Failed.'));
      return worked;
    } catch (error) {
      if (!isCancellation(error)) this.print(red(sentenceOf(error)));
      return false;
    }
  }

  private print(line: string): void {
    this.written.fire(`${line}\r\n`);
  }
}
