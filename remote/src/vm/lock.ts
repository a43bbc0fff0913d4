// A lock between processes, so that two `nfw vm up` at once build one image and boot one machine. The kernel
// holds it (flock), for as long as a small helper process lives, whose standard input is a pipe from here: when
// this process ends for whatever reason, the pipe closes, the helper ends and the lock is free.
import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { missingTool } from './trouble';

/** Says `held` once flock has the lock, then waits for the end of its standard input. */
const holder = 'echo held; exec cat >/dev/null';

/**
 * Runs `work` while holding the lock on `file`, waiting for whoever holds it now.
 *
 * @param onWait Called once when the lock is not free at the first try.
 */
export async function withLock<T>(
  file: string,
  options: { readonly signal: AbortSignal; readonly onWait?: () => void },
  work: () => Promise<T>,
): Promise<T> {
  options.signal.throwIfAborted();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const release = await acquire(file, options);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(
  file: string,
  { signal, onWait }: { readonly signal: AbortSignal; readonly onWait?: () => void },
): Promise<() => Promise<void>> {
  const child = spawn('flock', ['--exclusive', file, 'sh', '-c', holder], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const waiting = setTimeout(() => onWait?.(), 300);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const release = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  const giveUp = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', giveUp);
  try {
    await new Promise<void>((resolve, reject) => {
      let complaint = '';
      child.stdin.on('error', () => undefined);
      child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
      child.stdout.once('data', () => resolve());
      child.once('error', (error: NodeJS.ErrnoException) => {
        reject(error.code === 'ENOENT' ? missingTool('flock') : error);
      });
      child.once('close', () => reject(new Error(`flock could not lock ${file}: ${complaint.trim()}`)));
    });
    signal.throwIfAborted();
    return release;
  } catch (error) {
    giveUp();
    signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(waiting);
    signal.removeEventListener('abort', giveUp);
  }
}
