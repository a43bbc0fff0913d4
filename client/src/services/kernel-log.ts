// The kernel log of the selected target: follows it through the shared session, keeps its records, knows which call
// printed which. The panel and the inline log read it; both are told of changes in batches.
import * as vscode from 'vscode';
import { silentReport } from '../../../remote/src/jobs/job';
import type { KernelLogPosition } from '../../../remote/src/kernel-log/follow';
import type { KernelLogEvent } from '../../../remote/src/kernel-log/record';
import type { Session } from '../../../remote/src/ssh/session';
import type { Target } from '../../../remote/src/target';
import { followKernelLog, kernelLogLimit, onSettingChange } from '../config';
import { isCancellation, offer, showError } from '../errors';
import { BootClock, parseUptime } from '../kernel-log/boot-clock';
import { CallHistories } from '../kernel-log/call-histories';
import { LogStore, type LogEntry, type RecordEntry } from '../kernel-log/log-store';
import { loadRemote } from '../remote';
import type { CallSites } from './call-sites';
import type { ModuleLoop } from './module-loop';
import type { Sessions } from './sessions';
import type { Targets } from './targets';

/** Records arrive one by one and are shown together: how long they gather, in milliseconds. */
const batchTime = 50;

export type KernelLogChange =
  | { readonly kind: 'appended'; readonly entries: readonly LogEntry[] }
  /** All entries are to be read anew. */
  | { readonly kind: 'reset' }
  /** The log is followed now, or no longer. */
  | { readonly kind: 'following' };

interface Follower {
  readonly target: Target;
  readonly controller: AbortController;
  /** The connection stood once; another is opened when it is lost. */
  wasConnected: boolean;
}

export class KernelLog implements vscode.Disposable {
  readonly store = new LogStore(kernelLogLimit());
  readonly histories = new CallHistories();
  private readonly clock = new BootClock();
  private readonly changed = new vscode.EventEmitter<KernelLogChange>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;
  private follower: Follower | undefined;
  /** The target whose records are held. */
  private shown: string | undefined;
  private position: KernelLogPosition | undefined;
  private pending: LogEntry[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly targets: Targets,
    private readonly sessions: Sessions,
    private readonly callSites: CallSites,
    loop: ModuleLoop,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscriptions = vscode.Disposable.from(
      targets.onDidChange(() => this.targetChanged()),
      sessions.onDidChange((target) => this.sessionChanged(target)),
      callSites.onDidChange(() => this.rematch()),
      loop.onWillLoad(() => this.histories.beginLoad()),
      loop.onDidNotLoad(() => this.histories.abandonLoad()),
      onSettingChange('kernelLog.limit', () => this.store.setLimit(kernelLogLimit())),
    );
  }

  /** The target whose log is followed; undefined when none is. */
  get following(): Target | undefined {
    return this.follower?.target;
  }

  /** Follows the log of the selected target, connecting to it when it is not connected. */
  follow(): void {
    const target = this.targets.selected;
    if (target === undefined || this.follower !== undefined) return;
    if (this.shown !== target.name) this.forget();
    this.shown = target.name;
    this.follower = { target, controller: new AbortController(), wasConnected: false };
    this.changed.fire({ kind: 'following' });
    void this.run(this.follower);
  }

  /** Stops following. What was read stays; `follow` goes on behind it. */
  pause(): void {
    this.follower?.controller.abort();
    this.follower = undefined;
    this.changed.fire({ kind: 'following' });
  }

  clear(): void {
    this.pending = [];
    this.store.clear();
    this.histories.clear();
    this.changed.fire({ kind: 'reset' });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.follower?.controller.abort();
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private async run(follower: Follower): Promise<void> {
    const { target, controller } = follower;
    try {
      const remote = await loadRemote();
      const events = remote.followKernelLog({
        connect: (signal) => this.connect(follower, signal),
        signal: controller.signal,
        ...(this.position && { since: this.position }),
      });
      for await (const event of events) {
        if (controller.signal.aborted) break;
        this.receive(event);
      }
    } catch (error) {
      if (!isCancellation(error)) {
        showError(this.log, error, [{ title: 'Follow Again', run: () => this.follow() }]);
      }
    } finally {
      if (this.follower === follower) this.pause();
    }
  }

  /** The shared session, which the follower may not close: jobs and shells use it too. */
  private async connect(follower: Follower, signal: AbortSignal): Promise<Session> {
    const { target } = follower;
    if (follower.wasConnected && !(await isThere(target))) return this.giveUp(follower);
    const session = await this.sessions.open(target, { report: silentReport, signal });
    await this.calibrate(session, signal);
    follower.wasConnected = true;
    return {
      name: session.name,
      run: (argv, options) => session.run(argv, options),
      upload: (files, uploadSignal) => session.upload(files, uploadSignal),
      shell: (size) => session.shell(size),
      ended: session.ended,
      close: () => Promise.resolve(),
    };
  }

  /** A test VM that has died is started again by whoever needs it, not by the log that it broke off. */
  private giveUp({ target, controller }: Follower): never {
    offer(
      vscode.window.showWarningMessage,
      `The test VM has ended, and the kernel log of ${target.name} with it.`,
      [
        {
          title: 'Start Test VM',
          run: () => vscode.commands.executeCommand('netfilterWorkbench.startTestVm'),
        },
        { title: 'Show Log', run: () => this.log.show(true) },
      ],
    );
    this.pause();
    throw controller.signal.reason;
  }

  /** Learns when the target booted, and which boot it is. */
  private async calibrate(session: Session, signal: AbortSignal): Promise<void> {
    const { stdout } = await session.run(['cat', '/proc/uptime', '/proc/sys/kernel/random/boot_id'], {
      signal,
    });
    const [uptimeText = '', bootId = ''] = stdout.split('\n');
    const uptime = parseUptime(uptimeText);
    if (uptime !== undefined) this.clock.calibrate(uptime, Date.now());
    if (bootId !== '' && this.position?.bootId !== bootId) this.position = { bootId, sequence: -1 };
  }

  private receive(event: KernelLogEvent): void {
    if (event.kind === 'rebooted') this.clock.reset();
    const entry = this.store.append(event, this.callSites.match);
    if (entry.kind === 'record') {
      const { sequence, microseconds } = entry.record;
      if (this.position !== undefined) this.position = { ...this.position, sequence };
      this.clock.observe(microseconds, Date.now());
      this.count(entry);
    }
    this.pending.push(entry);
    this.timer ??= setTimeout(() => this.flush(), batchTime);
  }

  private flush(): void {
    this.timer = undefined;
    const entries = this.pending;
    this.pending = [];
    if (entries.length > 0) this.changed.fire({ kind: 'appended', entries });
  }

  private count({ call, record }: RecordEntry): void {
    if (call !== undefined) {
      this.histories.add(call.id, { record, at: this.clock.instantOf(record.microseconds) });
    }
  }

  private rematch(): void {
    for (const entry of this.store.rematch(this.callSites.match)) this.count(entry);
    this.changed.fire({ kind: 'reset' });
  }

  private forget(): void {
    this.position = undefined;
    this.clock.reset();
    this.clear();
  }

  private targetChanged(): void {
    const target = this.targets.selected;
    if (target?.name === this.follower?.target.name) return;
    if (this.follower !== undefined) this.pause();
    if (target !== undefined && this.sessions.stateOf(target) === 'connected') this.follow();
  }

  private sessionChanged(target: Target): void {
    const isSelected = target.name === this.targets.selected?.name;
    if (isSelected && followKernelLog() && this.sessions.stateOf(target) === 'connected') this.follow();
  }
}

/** Whether connecting again would find the target as it was; a machine that is away is waited for. */
async function isThere(target: Target): Promise<boolean> {
  if (target.kind === 'ssh') return true;
  const { TestVm } = await loadRemote();
  const { state } = await new TestVm(target).status();
  return state === 'running' || state === 'unresponsive';
}
