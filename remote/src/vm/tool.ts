// The one place where the VM's parts start programs of this machine (apt-get, mke2fs, qemu-img, …): each in a
// process group of its own, so that cancelling ends the program and all it started.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../user-error';
import { diskFull, missingTool } from './trouble';

export interface ToolOptions {
  readonly signal: AbortSignal;
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Written to standard input, which is closed either way. */
  readonly input?: string;
  /** Called with each line of standard output and standard error. */
  readonly onLine?: (line: string) => void;
  /** Called with each line that the program writes to its file descriptor 3. */
  readonly onStatus?: (line: string) => void;
}

export interface ToolResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever its status. Rejects when it cannot be started and on abort. */
export async function tryTool(argv: readonly string[], options: ToolOptions): Promise<ToolResult> {
  options.signal.throwIfAborted();
  const child = start(argv, options);
  const stdout = collect(child.stdout, options.onLine);
  const stderr = collect(child.stderr, options.onLine);
  if (options.onStatus !== undefined) void collect(child.stdio[3] as Readable, options.onStatus);
  const stopWatching = endGroupOnAbort(child, options.signal);
  try {
    const status = await exitOf(child, argv);
    options.signal.throwIfAborted();
    return { status, stdout: await stdout, stderr: await stderr };
  } finally {
    stopWatching();
  }
}

/** Runs a program that has to succeed, and gives what it printed on standard output. */
export async function runTool(argv: readonly string[], options: ToolOptions): Promise<string> {
  const result = await tryTool(argv, options);
  if (result.status === 0) return result.stdout;
  throw failureOf(argv, result);
}

/** Runs `source | sink`, both of which have to succeed. */
export async function pipeTools(
  source: readonly string[],
  sink: readonly string[],
  options: Pick<ToolOptions, 'signal' | 'folder'>,
): Promise<void> {
  options.signal.throwIfAborted();
  const writer = start(source, options);
  const reader = start(sink, options, 'pipe');
  const stops = [writer, reader].map((child) => endGroupOnAbort(child, options.signal));
  // A sink that fails closes the pipe early, which ends the source too; the sink's own complaint is the one to
  // report, not the broken pipe.
  void pipeline(writer.stdout as Readable, reader.stdin as Writable).catch(() => undefined);
  const complaints = Promise.all([collect(writer.stderr), collect(reader.stderr), collect(reader.stdout)]);
  try {
    const [writerStatus, readerStatus] = await Promise.all([exitOf(writer, source), exitOf(reader, sink)]);
    options.signal.throwIfAborted();
    const [writerError, readerError] = await complaints;
    if (readerStatus !== 0) throw failureOf(sink, { status: readerStatus, stdout: '', stderr: readerError });
    if (writerStatus !== 0) {
      throw failureOf(source, { status: writerStatus, stdout: '', stderr: writerError });
    }
  } finally {
    for (const stop of stops) stop();
  }
}

function start(argv: readonly string[], options: Partial<ToolOptions>, stdin?: 'pipe'): ChildProcess {
  const [program, ...rest] = argv;
  if (program === undefined) throw new TypeError('A program to run has a name.');
  const child = spawn(program, rest, {
    // Tools of the administrator (mke2fs, depmod) are not on every user's PATH.
    env: { ...process.env, LC_ALL: 'C', ...options.environment, PATH: administratorPath() },
    ...(options.folder === undefined ? {} : { cwd: options.folder }),
    detached: true,
    stdio: [
      stdin ?? (options.input === undefined ? 'ignore' : 'pipe'),
      'pipe',
      'pipe',
      ...(options.onStatus === undefined ? [] : (['pipe'] as const)),
    ],
  });
  if (options.input !== undefined) child.stdin?.end(options.input);
  return child;
}

function administratorPath(): string {
  return `${process.env['PATH'] ?? '/usr/bin:/bin'}:/usr/sbin:/sbin`;
}

/** Ends the child's whole process group when the signal fires or this process exits. */
function endGroupOnAbort(child: ChildProcess, signal: AbortSignal): () => void {
  const end = (): void => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The group has ended by itself in the meantime.
    }
  };
  signal.addEventListener('abort', end);
  process.on('exit', end);
  return () => {
    signal.removeEventListener('abort', end);
    process.off('exit', end);
  };
}

async function collect(stream: Readable | null, onLine?: (line: string) => void): Promise<string> {
  if (stream === null) return '';
  const lines: string[] = [];
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    lines.push(line);
    onLine?.(line);
  }
  return lines.join('\n');
}

function exitOf(child: ChildProcess, argv: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ENOENT' ? missingTool(argv[0] ?? '') : error);
    });
    child.once('close', (status) => resolve(status));
  });
}

function failureOf(argv: readonly string[], result: ToolResult): Error {
  const complaint = (result.stderr || result.stdout).trim();
  if (/No space left on device/.test(complaint)) return diskFull(complaint);
  const last = complaint.split('\n').at(-1) ?? '';
  return new UserError(
    `${argv[0] ?? ''} failed${result.status === null ? '' : ` with status ${result.status}`}: ${last || 'it said nothing'}.`,
    'Try again; if it fails again, the output above it in the log says more.',
    { code: 'tool-failed', cause: new Error(complaint) },
  );
}
