// Runs jobs of remote/ on the selected target: one at a time, with progress and cancel, and with every line they print
// in the log. Commands run them under a notification, tasks in a terminal.
import * as vscode from 'vscode';
import type { JobContext, JobReport } from '../../../remote/src/jobs/job';
import type { Target } from '../../../remote/src/target';
import { UserError } from '../../../remote/src/user-error';
import { showError, type ErrorAction } from '../errors';
import type { Sessions } from './sessions';
import type { Targets } from './targets';

export interface JobRun {
  /** What is being done: `Building xt_CLONE`. */
  readonly title: string;
  readonly report: JobReport;
  readonly signal: AbortSignal;
}

export class Jobs implements vscode.Disposable {
  private current: string | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  /** A job has begun or ended. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly targets: Targets,
    private readonly sessions: Sessions,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** What is being done at the moment. */
  get running(): string | undefined {
    return this.current;
  }

  /** Does `work` on the selected target. Rejects with whatever it rejects with; shows nothing. */
  async perform<T>(run: JobRun, work: (job: JobContext) => Promise<T>): Promise<T> {
    const target = this.selectedTarget();
    return this.exclusively(run.title, async () => {
      const report = this.logged(run.report);
      const session = await this.sessions.open(target, { report, signal: run.signal });
      return work({ target, session, signal: run.signal, report });
    });
  }

  /**
   * Does `work` on the selected target under a notification with a Cancel button, and shows what goes wrong with
   * a Retry. Resolves to undefined when it failed or was cancelled.
   */
  run<T>(title: string, work: (job: JobContext) => Promise<T>, retry: () => unknown): Promise<T | undefined> {
    return this.withProgress(title, (run) => this.perform(run, work), [{ title: 'Retry', run: retry }]);
  }

  /** The notification and the errors alone, for work that opens no session: the test VM's. */
  async withProgress<T>(
    title: string,
    work: (run: JobRun) => Promise<T>,
    actions: readonly ErrorAction[] = [],
  ): Promise<T | undefined> {
    const location = vscode.ProgressLocation.Notification;
    return vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
      const controller = new AbortController();
      const cancellation = token.onCancellationRequested(() => controller.abort());
      const report: JobReport = {
        step: (message) => progress.report({ message }),
        output: () => undefined,
      };
      try {
        return await work({ title, report, signal: controller.signal });
      } catch (error) {
        // What a cancelled job leaves to be said, it says: that rules could not be put back, for one.
        const isUnsaid = error instanceof UserError;
        if (controller.signal.aborted && !isUnsaid) this.log.info(`${title}: cancelled.`);
        else showError(this.log, error, actions);
        return undefined;
      } finally {
        cancellation.dispose();
      }
    });
  }

  /** Keeps two jobs from working on a target at the same time. */
  async exclusively<T>(title: string, work: () => Promise<T>): Promise<T> {
    if (this.current !== undefined) {
      throw new UserError(
        `“${this.current}” is still running.`,
        'Wait for it or cancel it, then try again.',
        { code: 'busy' },
      );
    }
    this.current = title;
    this.changed.fire();
    try {
      return await work();
    } finally {
      this.current = undefined;
      this.changed.fire();
    }
  }

  /** The same report with every step and line in the log as well. */
  logged(report: JobReport): JobReport {
    return {
      step: (title) => {
        this.log.info(title);
        report.step(title);
      },
      output: (line) => {
        this.log.debug(line);
        report.output(line);
      },
    };
  }

  dispose(): void {
    this.changed.dispose();
  }

  private selectedTarget(): Target {
    const target = this.targets.selected;
    if (target !== undefined) return target;
    throw new UserError(
      `There is no target “${this.targets.selectedName}”.`,
      'Choose one with “Netfilter: Select Target”, or describe it in the setting netfilterWorkbench.targets.',
      { code: 'no-target' },
    );
  }
}
