// The printk calls of the workspace's sources, as the language server finds them, kept up to date while the sources are
// edited; and the knowledge of which of them printed a kernel record.
import * as vscode from 'vscode';
import type { Matcher } from '../../../remote/src/kernel-log/match';
import type { CallSite, KernelRecord } from '../../../remote/src/kernel-log/record';
import { sentenceOf } from '../../../remote/src/user-error';
import { printkCallsRequest } from '../../../server/src/protocol';
import { CallTracker, type TrackedCall } from '../kernel-log/call-tracker';
import { loadRemote } from '../remote';
import type { LanguageServer } from './language-server';
import type { ModuleLoop } from './module-loop';

export class CallSites implements vscode.Disposable {
  private readonly tracker = new CallTracker();
  private readonly calls = new Map<CallSite, TrackedCall>();
  private matchers: readonly Matcher[] = [];
  private readonly subscriptions: vscode.Disposable;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: LanguageServer,
    loop: ModuleLoop,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const refresh = (): void => void this.refresh();
    this.subscriptions = vscode.Disposable.from(
      server.onDidStart(refresh),
      server.onDidChangePrintkCalls(refresh),
      loop.onDidLoad(() => void this.markLoaded()),
    );
  }

  /** The calls that stand in a file. */
  in(file: string): readonly TrackedCall[] {
    return this.tracker.current.filter(({ current }) => current?.file === file);
  }

  /** The call that printed a record. */
  readonly match = (record: KernelRecord): TrackedCall | undefined => {
    for (const matcher of this.matchers) {
      const site = matcher(record);
      if (site !== undefined) return this.calls.get(site);
    }
    return undefined;
  };

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private async refresh(): Promise<void> {
    try {
      const sites = await this.server.query(printkCallsRequest);
      if (sites === undefined) return;
      this.tracker.update(sites);
      await this.prepare();
    } catch (error) {
      this.log.warn(`The printk calls of the sources could not be read: ${sentenceOf(error)}`);
    }
  }

  private async markLoaded(): Promise<void> {
    this.tracker.markLoaded();
    await this.prepare();
  }

  /** The words of now are tried first, then those that the loaded module still prints. */
  private async prepare(): Promise<void> {
    const { createMatcher } = await loadRemote();
    const now = this.tracker.current.flatMap((call) => (call.current ? [{ site: call.current, call }] : []));
    const before = this.tracker.reworded.map((call) => ({ site: call.loaded, call }));
    this.calls.clear();
    for (const { site, call } of [...before, ...now]) this.calls.set(site, call);
    this.matchers = [now, before].map((known) => createMatcher(known.map(({ site }) => site)));
    this.changed.fire();
  }
}
