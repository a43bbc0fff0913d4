// The language server: request → guard → service → answer. This file opens the conversation and hands each group of
// requests to its file in lsp/; what the answers are is known in workspace/ and in the two services.
import {
  DidChangeConfigurationNotification,
  type Connection,
  type InitializeParams,
} from 'vscode-languageserver';
import { capabilitiesFor } from './lsp/capabilities';
import { guardQuietly, logFailure } from './lsp/context';
import type { FileChange, ServerContext } from './lsp/context';
import { serveCustomRequests } from './lsp/custom-requests';
import { serveKernels } from './lsp/kernels';
import { serveDiagnostics } from './lsp/diagnostics';
import { syncDocuments } from './lsp/documents';
import { registerFormatting } from './lsp/formatting';
import { serveLanguageFeatures } from './lsp/language-features';
import { foldersOf, readFolders, watchFiles } from './lsp/scan';
import { SettingsCache } from './lsp/settings-cache';
import { warmUpWhenIdle } from './lsp/warm-up';
import type { Grammars } from './grammars';
import { createModuleService } from './module/service';
import { createShellService } from './shell/service';
import { Workspace } from './workspace/workspace';

export interface ServerEnvironment {
  /** Reads the grammars. */
  readonly grammars: () => Promise<Grammars>;
  readonly version: string;
}

/** Attaches the server to a connection and starts to listen on it. */
export function createServer(connection: Connection, environment: ServerEnvironment): void {
  const stopping = new AbortController();
  connection.onInitialize((params) => {
    const { context, begin } = createContext(connection, environment, params, stopping.signal);
    const documents = syncDocuments(context, foldersOf(params), stopping.signal);
    serveDiagnostics(context, documents);
    serveLanguageFeatures(context, documents);
    serveCustomRequests(context);
    serveKernels(context);
    connection.onInitialized(() => {
      begin();
      watchFiles(context, stopping.signal);
      followSettings(context);
      registerFormatting(context);
      warmUpWhenIdle(context, stopping.signal);
    });
    return {
      capabilities: capabilitiesFor(context.client),
      serverInfo: { name: 'netfilter-workbench', version: environment.version },
    };
  });
  connection.onShutdown(() => stopping.abort());
  connection.listen();
}

/** `begin` starts to read the workspace's folders: not before the client has had its answer. */
function createContext(
  connection: Connection,
  environment: ServerEnvironment,
  params: InitializeParams,
  signal: AbortSignal,
): { context: ServerContext; begin: () => void } {
  const listeners: ((change: FileChange) => void)[] = [];
  const filesChanged = (change: FileChange) => listeners.forEach((listener) => listener(change));
  const grammars = environment.grammars();
  const workspace = loadWorkspace(grammars);
  workspace.catch((error: unknown) => logFailure(connection, 'Loading the grammar of C', error));
  const settings = new SettingsCache(connection);
  settings.start(params.capabilities.workspace?.configuration === true, params.initializationOptions);
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const scanned = begun.then(async () => {
    await guardQuietly({ connection }, 'Reading the workspace', () =>
      readFolders({ workspace }, foldersOf(params), signal),
    );
    filesChanged({ uri: undefined, cause: 'elsewhere' });
  });
  const onFilesChanged: ServerContext['onFilesChanged'] = (listener) => void listeners.push(listener);
  const client = params.capabilities;
  let shell: Promise<void> | undefined;
  const useShell = () =>
    (shell ??= loadShell(grammars, workspace).then(() =>
      filesChanged({ uri: undefined, cause: 'elsewhere' }),
    ));
  const context = {
    connection,
    client,
    workspace,
    useShell,
    scanned,
    settings,
    stopping: signal,
    filesChanged,
    onFilesChanged,
  };
  return { context, begin };
}

async function loadWorkspace(grammars: Promise<Grammars>): Promise<Workspace> {
  return new Workspace(await createModuleService(await grammars));
}

async function loadShell(grammars: Promise<Grammars>, workspace: Promise<Workspace>): Promise<void> {
  const { runtime, bash } = await grammars;
  const readScript = await createShellService({ runtime, bash: await bash() });
  (await workspace).useShell(readScript);
}

/** Settings are asked for anew when the client says that they changed. */
function followSettings(context: ServerContext): void {
  const { connection, client } = context;
  if (client.workspace?.didChangeConfiguration?.dynamicRegistration) {
    connection.client
      .register(DidChangeConfigurationNotification.type, { section: 'netfilterWorkbench' })
      .catch((error: unknown) => logFailure(connection, 'Watching settings', error));
  }
  connection.onDidChangeConfiguration(({ settings }) => {
    context.settings.changed(settings);
    context.filesChanged({ uri: undefined, cause: 'elsewhere' });
  });
}
