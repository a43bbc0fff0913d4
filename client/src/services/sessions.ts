// One live session a target, shared by all that need one: jobs, shells, the kernel log. It is opened when it is first
// needed, dropped when it ends, and never opened from a folder that the user does not trust.
import * as vscode from 'vscode';
import type { JobReport } from '../../../remote/src/jobs/job';
import type { Session } from '../../../remote/src/ssh/session';
import type { Target } from '../../../remote/src/target';
import { UserError } from '../../../remote/src/user-error';
import { loadRemote } from '../remote';
import type { ConnectionPrompts } from './connection-prompts';
import { SharedAttempt } from './shared-attempt';

export type ConnectionState = 'disconnected' | 'connecting' | 'connected';

export interface Connecting {
  readonly report: JobReport;
  readonly signal: AbortSignal;
}

export class Sessions implements vscode.Disposable {
  private readonly live = new Map<string, Session>();
  private readonly attempts = new Map<string, SharedAttempt<Session>>();
  private readonly changed = new vscode.EventEmitter<Target>();
  /** A target was connected or has lost its connection. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly prompts: ConnectionPrompts,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  stateOf(target: Target): ConnectionState {
    const key = keyOf(target);
    if (this.live.has(key)) return 'connected';
    return this.attempts.has(key) ? 'connecting' : 'disconnected';
  }

  /** The session of a target, opened when there is none. Rejects with a `UserError` or an `AbortError`. */
  async open(target: Target, connecting: Connecting): Promise<Session> {
    if (!vscode.workspace.isTrusted) {
      throw new UserError(
        'This folder is not trusted, so no machine is connected to from it.',
        'Trust it with “Workspaces: Manage Workspace Trust”, then try again.',
        { code: 'untrusted-workspace' },
      );
    }
    const live = this.live.get(keyOf(target));
    if (live !== undefined) return live;
    const attempt = this.attempts.get(keyOf(target)) ?? this.begin(target);
    return attempt.join(connecting);
  }

  /** Closes the session of a target and gives up a connection that is being opened. */
  async close(target: Target): Promise<void> {
    const key = keyOf(target);
    this.attempts.get(key)?.abort();
    await this.live.get(key)?.close();
  }

  dispose(): void {
    for (const attempt of this.attempts.values()) attempt.abort();
    for (const session of this.live.values()) void session.close();
    this.changed.dispose();
  }

  private begin(target: Target): SharedAttempt<Session> {
    const key = keyOf(target);
    const attempt = new SharedAttempt<Session>(async ({ report, signal }) => {
      try {
        const { connect } = await loadRemote();
        const session = await connect(target, { trust: this.prompts, secrets: this.prompts, report, signal });
        this.hold(target, session);
        return session;
      } finally {
        this.attempts.delete(key);
        this.changed.fire(target);
      }
    });
    this.attempts.set(key, attempt);
    this.changed.fire(target);
    return attempt;
  }

  private hold(target: Target, session: Session): void {
    const key = keyOf(target);
    this.live.set(key, session);
    this.log.info(`Connected to ${target.name}.`);
    void session.ended.then(({ reason, error }) => {
      this.live.delete(key);
      this.log.info(`The connection to ${target.name} was ${reason}${error ? `: ${error.message}` : ''}.`);
      this.changed.fire(target);
    });
  }
}

/** A target whose settings have changed is another target: its old session is not used for it. */
function keyOf(target: Target): string {
  return JSON.stringify(target);
}
