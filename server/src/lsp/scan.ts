// Files on disk → workspace: folders when the server starts or when one is added, single files when the client says
// that they changed, and the folder of a document that lies outside of the workspace.
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
} from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { fileKindByName, isC } from '../workspace/file-kind';
import { isSkipped, mayMatter, readUri, scanFolder } from '../workspace/files';
import type { Workspace } from '../workspace/workspace';
import { guardQuietly, logFailure } from './context';
import type { ServerContext } from './context';

const watched = [
  '**/*.{c,h}',
  '**/{Kbuild,Makefile,Mbuild}*',
  '**/*.{rules,v4,v6,iptables,ip6tables,t}',
  '**/*.{sh,bash,dash,ksh}',
  '**/configure.ac',
];

/** The workspace's folders as any client names them: as a list, as one URI, or as one path. */
export function foldersOf({ workspaceFolders, ...params }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  // Clients from before workspace folders send these two.
  const legacy = params as { rootUri?: string | null; rootPath?: string | null };
  if (legacy.rootUri) return [legacy.rootUri];
  return legacy.rootPath ? [URI.file(legacy.rootPath).toString()] : [];
}

/** Reads folders into the workspace; a folder that cannot be read teaches nothing. */
export async function readFolders(
  context: Pick<ServerContext, 'workspace'>,
  folders: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const workspace = await context.workspace;
  for (const folder of folders) {
    for await (const { uri, text } of scanFolder(folder, signal)) workspace.setFile(uri, text);
  }
}

/** Watches for changes where the client can, and follows the list of folders. */
export function watchFiles(context: ServerContext, signal: AbortSignal): void {
  const { connection, client } = context;
  if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
    const watchers = watched.map((globPattern) => ({ globPattern }));
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error: unknown) => logFailure(connection, 'Watching files', error));
  }
  connection.onDidChangeWatchedFiles(({ changes }) =>
    guardQuietly(context, 'Reading changed files', async () => {
      const workspace = await context.workspace;
      await Promise.all(changes.map((change) => takeChange(workspace, change)));
      context.filesChanged({ uri: undefined, cause: 'elsewhere' });
    }),
  );
  if (client.workspace?.workspaceFolders) followFolders(context, signal);
}

function followFolders(context: ServerContext, signal: AbortSignal): void {
  context.connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    void guardQuietly(context, 'Changing folders', async () => {
      const workspace = await context.workspace;
      for (const { uri } of removed) workspace.removeFolder(uri);
      await readFolders(
        context,
        added.map(({ uri }) => uri),
        signal,
      );
      context.filesChanged({ uri: undefined, cause: 'elsewhere' });
    });
  });
}

async function takeChange(workspace: Workspace, { uri, type }: FileEvent): Promise<void> {
  if (isSkipped(uri)) return;
  const { path } = URI.parse(uri);
  const besideExtension = isC(path) && workspace.hasSourcesIn(Utils.dirname(URI.parse(uri)).toString());
  if (fileKindByName(path) === undefined && !besideExtension) return;
  const text = type === FileChangeType.Deleted ? undefined : await readUri(uri);
  workspace.setFile(uri, text !== undefined && mayMatter(path, text) ? text : undefined);
}

/** A document outside of the workspace's folders is understood with the files beside it. */
export async function readBeside(
  context: ServerContext,
  uri: string,
  folders: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (folders.some((folder) => uri.startsWith(`${folder}/`))) return;
  const workspace = await context.workspace;
  const folder = Utils.dirname(URI.parse(uri)).toString();
  for await (const file of scanFolder(folder, signal, 0)) workspace.setFile(file.uri, file.text);
  context.filesChanged({ uri: undefined, cause: 'elsewhere' });
}
