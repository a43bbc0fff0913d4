// QEMU's own account of its guest, asked over its monitor socket (QMP): the guest may run, or QEMU may have
// paused it because this machine's disk is full.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { instanceFiles } from './qemu';

/** What QMP's `query-status` answers; `io-error` is a write to the disk that this machine refused. */
export type RunState = 'running' | 'io-error' | (string & {});

/** The state of the QEMU with this process id, or undefined when its monitor does not answer in time. */
export async function queryRunState(pid: number): Promise<RunState | undefined> {
  const answer = await execute(pid, 'query-status');
  const status = (answer as { status?: unknown } | undefined)?.status;
  return typeof status === 'string' ? status : undefined;
}

/** Lets a paused guest go on; QEMU repeats the write that failed. */
export async function continueGuest(pid: number): Promise<void> {
  await execute(pid, 'cont');
}

const answerDeadline = 2000;

/** Runs one command and gives what it returned. */
async function execute(pid: number, command: string): Promise<unknown> {
  // Through QEMU's working folder the path is short, whatever the cache folder: a socket's may have 107 bytes.
  const socket = connect(`/proc/${pid}/cwd/${instanceFiles.monitor}`);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(answerDeadline) });
    return await converse(socket, command);
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

async function converse(socket: Socket, command: string): Promise<unknown> {
  socket.setTimeout(answerDeadline, () => socket.destroy());
  const waiting = ['qmp_capabilities', command];
  for await (const line of createInterface({ input: socket })) {
    const message = JSON.parse(line) as { QMP?: unknown; return?: unknown; error?: unknown };
    const settled = message.QMP !== undefined || message.return !== undefined || message.error !== undefined;
    if (!settled) continue;
    const next = waiting.shift();
    if (next === undefined) return message.return;
    socket.write(`${JSON.stringify({ execute: next })}\n`);
  }
  return undefined;
}
