// The printk calls of the workspace's sources, as the language server finds them, kept up to date while the sources are
// edited; and the matcher that knows which of them printed a kernel record.
import * as vscode from 'vscode';
import type { CallSite, KernelRecord } from '../../../remote/src/kernel-log/record';
import { sentenceOf } from '../../../remote/src/user-error';
import { printkCallsRequest } from '../../../server/src/protocol';
import { loadRemote } from '../remote';
import type { LanguageServer } from './language-server';

export class CallSites implements vscode.Disposable {
  private sites: readonly CallSite[] = [];
  private matcher: (record: KernelRecord) => CallSite | undefined = () => undefined;
  private readonly subscriptions: vscode.Disposable;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly server: LanguageServer,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const refresh = (): void => void this.refresh();
    this.subscriptions = vscode.Disposable.from(
      server.onDidStart(refresh),
      server.onDidChangePrintkCalls(refresh),
    );
  }

  in(file: string): readonly CallSite[] {
    return this.sites.filter((site) => site.file === file);
  }

  readonly match = (record: KernelRecord): CallSite | undefined => this.matcher(record);

  private async refresh(): Promise<void> {
    try {
      const sites = await this.server.query(printkCallsRequest);
      if (sites === undefined || JSON.stringify(sites) === JSON.stringify(this.sites)) return;
      const { createMatcher } = await loadRemote();
      this.matcher = createMatcher(sites);
      this.sites = sites;
      this.changed.fire();
    } catch (error) {
      this.log.warn(`The printk calls of the sources could not be read: ${sentenceOf(error)}`);
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }
}
