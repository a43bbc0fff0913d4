// Knowing when a guest is ready: first its mark on the console, since QEMU accepts connections long before the
// guest does, then the greeting of its SSH server.
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readyMark } from './guest';
import { instanceFiles } from './qemu';

/** How waiting for a guest ended. */
export type Readiness = 'ready' | 'too-late' | 'ended';

const pollEvery = 25;

/**
 * Waits until the guest in `folder` listens for SSH.
 *
 * @param isAlive Whether its QEMU still runs.
 * @param deadline Milliseconds.
 */
export async function waitForGuest(
  folder: string,
  options: {
    readonly isAlive: () => Promise<boolean>;
    readonly deadline: number;
    readonly signal: AbortSignal;
  },
): Promise<Readiness> {
  const end = Date.now() + options.deadline;
  while (Date.now() < end) {
    options.signal.throwIfAborted();
    if ((await readConsole(folder)).includes(readyMark)) return 'ready';
    if (!(await options.isAlive())) return 'ended';
    await sleep(pollEvery, undefined, { signal: options.signal });
  }
  return 'too-late';
}

/** Whether the SSH server behind `port` of 127.0.0.1 greets within `deadline` milliseconds. */
export async function sshAnswers(
  port: number,
  { deadline, signal }: { readonly deadline: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const end = Date.now() + deadline;
  do {
    signal.throwIfAborted();
    if (await greets(port, Math.max(1, end - Date.now()))) return true;
    await sleep(pollEvery, undefined, { signal });
  } while (Date.now() < end);
  return false;
}

function greets(port: number, deadline: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const answer = (greeted: boolean): void => {
      socket.destroy();
      resolve(greeted);
    };
    socket.setTimeout(deadline, () => answer(false));
    socket.once('data', (chunk: Buffer) => answer(chunk.toString('latin1').startsWith('SSH-')));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
  });
}

export function readConsole(folder: string): Promise<string> {
  return readFile(join(folder, instanceFiles.console), 'utf8').catch(() => '');
}
