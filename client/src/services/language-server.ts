// The language server's process and the connection to it. The server starts in the background; requests wait for it,
// and answer undefined when it does not run.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type {
  NotificationType,
  RequestParam,
  RequestType,
  RequestType0,
} from 'vscode-languageserver-protocol';
import { sentenceOf } from '../../../remote/src/user-error';
import { printkCallsChangedNotification } from '../../../server/src/protocol';
import { offer } from '../errors';
import { RestartLimit } from './restart-limit';

export class LanguageServer implements vscode.Disposable {
  private readonly restarts = new RestartLimit();
  private client: Promise<LanguageClient | undefined> = Promise.resolve(undefined);
  private readonly started = new vscode.EventEmitter<void>();
  private readonly printkCallsChanged = new vscode.EventEmitter<void>();
  private readonly notified = new vscode.EventEmitter<void>();
  /** The server is ready for requests, for the first time or again. */
  readonly onDidStart = this.started.event;
  /** `printkCallsRequest` has another answer than before. */
  readonly onDidChangePrintkCalls = this.printkCallsChanged.event;
  /** The server was told something, after which it may answer differently. */
  readonly onDidNotify = this.notified.event;

  constructor(
    private readonly extension: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Starts the server. Never rejects: without it the rest of the extension works. */
  start(): Promise<void> {
    this.client = this.launch();
    return this.client.then(() => undefined);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    const client = await this.client;
    this.client = Promise.resolve(undefined);
    await client?.dispose();
  }

  async request<P, R>(type: RequestType<P, R, void>, parameters: RequestParam<P>): Promise<R | undefined> {
    const client = await this.client;
    return client?.isRunning() ? client.sendRequest(type, parameters) : undefined;
  }

  async query<R>(type: RequestType0<R, void>): Promise<R | undefined> {
    const client = await this.client;
    return client?.isRunning() ? client.sendRequest(type) : undefined;
  }

  /** Lost when the server does not run; `onDidStart` is the time to say it again. */
  async notify<P>(type: NotificationType<P>, parameters: RequestParam<P>): Promise<void> {
    const client = await this.client;
    if (!client?.isRunning()) return;
    await client.sendNotification(type, parameters);
    this.notified.fire();
  }

  dispose(): void {
    this.started.dispose();
    this.printkCallsChanged.dispose();
    this.notified.dispose();
  }

  private async launch(): Promise<LanguageClient | undefined> {
    const { createLanguageClient } = await import('./create-language-client');
    let hasEnded = false;
    const end = (): void => {
      // A server that dies while it starts is heard of twice.
      if (!hasEnded) this.ended();
      hasEnded = true;
    };
    const client = createLanguageClient(this.extension, this.log, {
      onReady: () => this.started.fire(),
      onCrash: end,
    });
    client.onNotification(printkCallsChangedNotification, () => this.printkCallsChanged.fire());
    try {
      await client.start();
      return client;
    } catch (error) {
      this.log.error(`The language server does not start: ${sentenceOf(error)}`);
      end();
      return undefined;
    }
  }

  /** Starts a server that has ended again, without a word to the user unless that happens all the time. */
  private ended(): void {
    if (this.restarts.allows(Date.now())) {
      this.log.warn('The language server has ended by itself and is started again.');
      void this.start();
      return;
    }
    offer(
      vscode.window.showErrorMessage,
      'The language server crashes each time it is started, so rules and sources are not checked. The log may say why.',
      [
        { title: 'Start Again', run: () => this.start() },
        { title: 'Show Log', run: () => this.log.show(true) },
      ],
    );
  }
}
