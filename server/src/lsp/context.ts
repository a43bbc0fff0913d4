// What every feature of the server is given: the connection, what the client can do, the workspace once it is there,
// and a guard that no request leaves by an exception.
import {
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
} from 'vscode-languageserver';
import type { Workspace } from '../workspace/workspace';
import type { SettingsCache } from './settings-cache';

export interface ServerContext {
  readonly connection: Connection;
  /** What the client said of itself; empty before `initialize`. */
  readonly client: ClientCapabilities;
  /** The workspace as soon as the grammar is loaded; rejects when it can't be. */
  readonly workspace: Promise<Workspace>;
  /** Loads the grammar of shell scripts, the first time it is called, and has the workspace read them. */
  readonly useShell: () => Promise<void>;
  /** Resolves once the workspace's folders are read. */
  readonly scanned: Promise<void>;
  readonly settings: SettingsCache;
  /** Aborted once the client has asked to shut down. */
  readonly stopping: AbortSignal;
  /** Tells that something about the files changed; see changes.ts. */
  readonly filesChanged: (change: FileChange) => void;
  readonly onFilesChanged: (listener: (change: FileChange) => void) => void;
}

/** `typed` is an edit of one open document; anything else is `elsewhere`. */
export interface FileChange {
  readonly uri: string | undefined;
  readonly cause: 'typed' | 'elsewhere';
}

type Handler<Params, Result> = (params: Params, workspace: Workspace) => Result | Promise<Result>;
type Guarded<Params, Result> = (
  params: Params,
  token: CancellationToken,
) => Promise<Result | ResponseError<never>>;

/** Answers `empty` when the handler fails, after logging why; answers nothing to a request that was cancelled. */
export function guard<Params, Result>(
  context: ServerContext,
  name: string,
  empty: Result,
  handler: Handler<Params, Result>,
): Guarded<Params, Result> {
  return async (params, token) => {
    // A cancellation that is already in the pipe is read before the work begins.
    await new Promise(setImmediate);
    if (token.isCancellationRequested) return cancelled();
    if (context.stopping.aborted) {
      return new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
    }
    try {
      const result = await handler(params, await context.workspace);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (error) {
      logFailure(context.connection, name, error);
      return empty;
    }
  };
}

/** Resolves once all the rules that may use an extension can be read. */
export async function readyForUses(context: ServerContext, workspace: Workspace): Promise<void> {
  await context.scanned;
  if (workspace.hasScripts) await context.useShell();
}

/** The same for what nobody waits for: a notification, a timer. */
export async function guardQuietly(
  { connection }: Pick<ServerContext, 'connection'>,
  name: string,
  work: () => void | Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    logFailure(connection, name, error);
  }
}

export function logFailure(connection: Connection, name: string, error: unknown): void {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  connection.console.error(`${name} failed: ${reason}`);
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}
