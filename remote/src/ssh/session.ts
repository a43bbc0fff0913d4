// A session is one authenticated SSH connection to one target. Jobs and the kernel log speak to a target only
// through this interface; open-session.ts makes a real one over ssh2.
import type { Duplex } from 'node:stream';

/** How a command on the target ended, with all it printed. */
export interface CommandResult {
  /** Exit status; 128 plus its number when a signal ended the command. */
  readonly status: number | undefined;
  /** Name of the signal, e.g. `KILL`, that ended all of it, the shell around the command too. */
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Run as root. The password, when one is needed, travels on standard input and never on a command line. */
  readonly asRoot?: boolean;
  /** Written to the command's standard input, which is then closed. */
  readonly input?: string | Buffer;
  /** Folder on the target to run in; relative to the login user's home folder. */
  readonly directory?: string;
  /** Ends the remote process, not just the wait for it. */
  readonly signal?: AbortSignal;
  /** The command is ended after this many milliseconds. */
  readonly deadline?: number;
  /** Called with each line as it arrives, without its newline. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** False for a command that runs on and on: its output goes to `onLine` only. True when left out. */
  readonly keepOutput?: boolean;
}

/** A file to put on the target. */
export interface Upload {
  /** Path on the target; relative to the login user's home folder. */
  readonly path: string;
  readonly content: Buffer;
  /** Permission bits, 0o644 when left out. */
  readonly mode?: number;
}

/** Why a session ended. */
export interface SessionEnd {
  readonly reason: 'closed' | 'lost';
  readonly error?: Error;
}

/** Headers of the target's kernel that lie on this machine, so that modules for it can be built here. */
export interface LocalHeaders {
  readonly kernelRelease: string;
  /** Local folder for `make -C`. */
  readonly buildTree: string;
  /** Local folder with the target's C library and libxtables, for `cc --sysroot`. */
  readonly sysroot: string;
  /** Why they cannot be used after all, as one sentence; undefined when they can. */
  readonly unusable: string | undefined;
}

export interface Session {
  /** What the target is called in sentences. */
  readonly name: string;
  /** Set when modules for this target are built on this machine: the embedded VM. */
  readonly localHeaders?: LocalHeaders;
  /**
   * Runs one command given as separate arguments; they are quoted once, here, for the target's shell.
   * A non-zero status is a result. Rejects with a `UserError` when the connection is lost, the deadline passes,
   * or root is refused, and with an `AbortError` when `signal` fires.
   */
  run(argv: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** Writes the files, each atomically: a reader sees the old file or the new one. */
  upload(files: readonly Upload[], signal?: AbortSignal): Promise<void>;
  /** Opens an interactive login shell on a pseudo-terminal. */
  shell(size: { readonly columns: number; readonly rows: number }): Promise<RemoteShell>;
  /** Settles once, when the connection has ended for whatever reason. */
  readonly ended: Promise<SessionEnd>;
  close(): Promise<void>;
}

export interface RemoteShell {
  readonly stream: Duplex;
  resize(size: { readonly columns: number; readonly rows: number }): void;
}
