// The kernel log of the selected target: keeps its records, knows which call printed which, and says when it is being
// followed. The panel and the inline log read it; both are told of changes in batches.
import * as vscode from 'vscode';
import type { KernelLogEvent } from '../../../remote/src/kernel-log/record';
import type { Target } from '../../../remote/src/target';
import { followKernelLog, kernelLogLimit, onSettingChange } from '../config';
import { isCancellation, showError } from '../errors';
import { CallHistories } from '../kernel-log/call-histories';
import { LogStore, type LogEntry, type RecordEntry } from '../kernel-log/log-store';
import type { CallSites } from './call-sites';
import { KernelLogReader } from './kernel-log-reader';
import type { ModuleLoop } from './module-loop';
import type { Sessions } from './sessions';
import type { Targets } from './targets';

/** Records arrive one by one and are shown together: how long they gather, in milliseconds. */
const batchTime = 50;

export type KernelLogChange =
  | { readonly kind: 'appended'; readonly entries: readonly LogEntry[] }
  /** All entries are to be read anew. */
  | { readonly kind: 'reset' }
  /** The log is followed now, or no longer, or its target is nearer. */
  | { readonly kind: 'following' };

export class KernelLog implements vscode.Disposable {
  readonly store = new LogStore(kernelLogLimit());
  readonly histories = new CallHistories();
  private readonly changed = new vscode.EventEmitter<KernelLogChange>();
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;
  /** Of the target whose records are held; kept while paused. */
  private reader: KernelLogReader | undefined;
  /** Set while the log is followed. */
  private controller: AbortController | undefined;
  private step: string | undefined;
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
      loop.onWillLoad(() => this.histories.beginLoad(Date.now())),
      loop.onDidNotLoad(() => this.histories.abandonLoad()),
      onSettingChange('kernelLog.limit', () => this.store.setLimit(kernelLogLimit())),
    );
  }

  /** The target whose log is followed; undefined when none is. */
  get following(): Target | undefined {
    return this.controller && this.reader?.target;
  }

  /** What is being done to reach the target that is to be followed: the test VM may have to be made first. */
  get connecting(): string | undefined {
    return this.controller && this.step;
  }

  /** Follows the log of the selected target, connecting to it when it is not connected. */
  follow(): void {
    const target = this.targets.selected;
    if (target === undefined || this.controller !== undefined) return;
    if (this.reader?.target.name !== target.name) {
      this.clear();
      this.reader = new KernelLogReader(target, this.sessions, (step) => {
        this.step = step;
        this.changed.fire({ kind: 'following' });
      });
    }
    this.controller = new AbortController();
    this.changed.fire({ kind: 'following' });
    void this.read(this.reader, this.controller);
  }

  /** Stops following. What was read stays; `follow` goes on behind it. */
  pause(): void {
    this.controller?.abort();
    this.controller = undefined;
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
    this.controller?.abort();
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private async read(reader: KernelLogReader, controller: AbortController): Promise<void> {
    try {
      await reader.read((event) => this.receive(event), controller.signal);
    } catch (error) {
      if (!isCancellation(error)) {
        showError(this.log, error, [{ title: 'Follow Again', run: () => this.follow() }]);
      }
    } finally {
      if (this.controller === controller) this.pause();
    }
  }

  private receive(event: KernelLogEvent): void {
    const entry = this.store.append(event, this.callSites.match);
    if (entry.kind === 'record') this.count(entry);
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
    if (call !== undefined) this.histories.add(call.id, { record, at: this.reader?.instantOf(record) });
  }

  private rematch(): void {
    for (const entry of this.store.rematch(this.callSites.match)) this.count(entry);
    this.changed.fire({ kind: 'reset' });
  }

  private targetChanged(): void {
    const target = this.targets.selected;
    if (target?.name === this.following?.name) return;
    if (this.controller !== undefined) this.pause();
    if (target !== undefined && this.sessions.stateOf(target) === 'connected') this.follow();
  }

  private sessionChanged(target: Target): void {
    const isSelected = target.name === this.targets.selected?.name;
    if (isSelected && followKernelLog() && this.sessions.stateOf(target) === 'connected') this.follow();
  }
}
