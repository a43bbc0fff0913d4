// An editor, as far as the protocol goes: it starts the bundled server as a child process, speaks LSP with it over its
// stdin and stdout, and keeps what the server sends by itself.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import {
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DiagnosticRefreshRequest,
  DocumentDiagnosticRequest,
  ErrorCodes,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ResponseError,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type ConfigurationParams,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
} from 'vscode-languageserver-protocol/node';

export interface ClientOptions {
  readonly folder?: string;
  readonly capabilities?: ClientCapabilities;
  /** What the client answers to `workspace/configuration`. */
  readonly settings?: unknown;
  /** It answers with an error instead. */
  readonly refusesSettings?: boolean;
  /** The folder is named as clients did before there were several. */
  readonly rootAlone?: boolean;
  readonly initializationOptions?: unknown;
  /** The program and its arguments, after `node`. */
  readonly program?: readonly string[];
  /** The process that the server is to watch; this one when left out. */
  readonly processId?: number;
}

/** What an editor of today can do. */
export const modernEditor: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    diagnostic: { relatedDocumentSupport: true },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

export class TestClient {
  readonly logs: string[] = [];
  readonly registrations: Registration[] = [];
  refreshes = 0;
  private readonly published = new Map<string, PublishDiagnosticsParams>();
  private readonly versions = new Map<string, number>();
  private changed: () => void = () => undefined;

  private constructor(
    readonly child: ChildProcessWithoutNullStreams,
    readonly connection: ProtocolConnection,
    readonly initialized: InitializeResult,
  ) {}

  static async start(options: ClientOptions = {}): Promise<TestClient> {
    const program = options.program ?? ['dist/server.js', '--stdio'];
    const child = spawn(process.execPath, program, { stdio: 'pipe' });
    const connection = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const uri = options.folder === undefined ? undefined : pathToFileURL(options.folder).href;
    const initialized = await connection.sendRequest(InitializeRequest.type, {
      processId: options.processId ?? process.pid,
      rootUri: uri ?? null,
      ...(!options.rootAlone && { workspaceFolders: uri === undefined ? null : [{ uri, name: 'test' }] }),
      capabilities: options.capabilities ?? modernEditor,
      initializationOptions: options.initializationOptions,
    });
    const client = new TestClient(child, connection, initialized);
    client.answer(options);
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  private answer({ settings, refusesSettings }: ClientOptions): void {
    const { connection } = this;
    connection.onRequest(ConfigurationRequest.method, ({ items }: ConfigurationParams) => {
      if (refusesSettings) throw new ResponseError(ErrorCodes.MethodNotFound, 'There are no settings.');
      return items.map(() => settings ?? null);
    });
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
      this.changed();
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
      this.changed();
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logs.push(message);
    });
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.set(params.uri, params);
      this.changed();
    });
  }

  open(uri: string, languageId: string, text: string): Promise<void> {
    this.versions.set(uri, 1);
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** One incremental edit. */
  edit(uri: string, range: Range, text: string): Promise<void> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ range, text }],
    });
  }

  async pull(uri: string): Promise<Diagnostic[]> {
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
    });
    return report.kind === 'full' ? report.items : [];
  }

  /** Waits until the server has pushed diagnostics of a document that fulfil a condition. */
  async pushed(uri: string, condition: (diagnostics: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
    const current = () => this.published.get(uri)?.diagnostics;
    await this.until(() => condition(current() ?? []) && current() !== undefined);
    return current() ?? [];
  }

  /** Waits until something the server sent makes a condition true; the test's own time limit ends it. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => (this.changed = resolve));
  }

  /** Ends the conversation as the protocol wants it; gives the exit code. */
  async stop(): Promise<number | null> {
    const exited = once(this.child, 'exit') as Promise<[number | null]>;
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const [code] = await exited;
    this.connection.dispose();
    return code;
  }

  /** Ends the server at once, however it is. */
  async kill(): Promise<void> {
    this.connection.dispose();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}

/** The position of a mark in a text: of its first character, or `offset` characters further. */
export function positionOf(text: string, mark: string, offset = 0): Position {
  const index = text.indexOf(mark);
  if (index < 0) throw new Error(`${mark} is not in the text`);
  const before = text.slice(0, index + offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** The range of a mark in a text. */
export function rangeOf(text: string, mark: string): Range {
  return { start: positionOf(text, mark), end: positionOf(text, mark, mark.length) };
}
