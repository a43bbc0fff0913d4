// Follows the kernel log of a target across lost connections and reboots, without loss and without doubles. Each
// reading begins with the oldest record the kernel has; sequence numbers tell what was given already.
import { onAbort, throwIfAborted } from '../ssh/abort';
import type { Session } from '../ssh/session';
import { UserError } from '../user-error';
import { readKmsg, type KmsgItem } from './kmsg-reader';
import type { KernelLogEvent, KernelRecord } from './record';

/** A place in the log of one boot. */
export interface KernelLogPosition {
  /** /proc/sys/kernel/random/boot_id. */
  readonly bootId: string;
  /** Sequence number of the last record before this place; -1 before the first. */
  readonly sequence: number;
}

export interface FollowOptions {
  /** Opens a session; called again after each loss. The follower closes what it opened. */
  readonly connect: (signal: AbortSignal) => Promise<Session>;
  readonly signal: AbortSignal;
  /** Only records after this place are given; all that the kernel still has when left out. */
  readonly since?: KernelLogPosition;
}

/** Milliseconds before the first attempt to connect again; doubled each time up to the last. */
const backoff = { first: 500, last: 10_000 };

/** Ends without an error when `signal` fires; rejects when the first connection fails or nothing can be read. */
export async function* followKernelLog(options: FollowOptions): AsyncGenerator<KernelLogEvent> {
  const { signal } = options;
  const place = new Place(options.since);
  let delay = backoff.first;
  for (let connections = 0; !signal.aborted;) {
    let session: Session | undefined;
    try {
      session = await options.connect(signal);
      if (connections++ > 0) yield { kind: 'reconnected' };
      for await (const item of readKmsg(session, { follow: true, signal })) {
        for (const event of place.advance(item)) {
          // Whoever cancels wants nothing more, not even what has been read already.
          if (signal.aborted) return;
          yield event;
        }
        delay = backoff.first;
      }
    } catch (error) {
      if (signal.aborted) return;
      // A first connection that fails, or a log that may not be read, gets no better by trying again.
      if (connections === 0 || isLasting(error)) throw error;
    } finally {
      await session?.close();
    }
    await pause(delay, signal);
    delay = Math.min(delay * 2, backoff.last);
  }
}

/** All records the kernel has now, and the place behind the last one. Does not wait for more. */
export async function readKernelLog(
  session: Session,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ readonly records: readonly KernelRecord[]; readonly position: KernelLogPosition }> {
  throwIfAborted(signal);
  const records: KernelRecord[] = [];
  let bootId = '';
  for await (const item of readKmsg(session, { follow: false, signal })) {
    if (item.kind === 'boot') bootId = item.bootId;
    else records.push(item.record);
  }
  throwIfAborted(signal);
  return { records, position: { bootId, sequence: records.at(-1)?.sequence ?? -1 } };
}

/** How far the log was given, and what an item that was read means for who follows it. */
class Place {
  private bootId: string | undefined;
  private sequence: number;

  constructor(since: KernelLogPosition | undefined) {
    this.bootId = since?.bootId;
    this.sequence = since?.sequence ?? -1;
  }

  *advance(item: KmsgItem): Generator<KernelLogEvent> {
    if (item.kind === 'boot') {
      const hasRebooted = this.bootId !== undefined && this.bootId !== item.bootId;
      this.bootId = item.bootId;
      if (!hasRebooted) return;
      this.sequence = -1;
      yield { kind: 'rebooted' };
      return;
    }
    const { sequence } = item.record;
    if (sequence <= this.sequence) return;
    const lost = this.sequence < 0 ? 0 : sequence - this.sequence - 1;
    this.sequence = sequence;
    if (lost > 0) yield { kind: 'gap', lost };
    yield { kind: 'record', record: item.record };
  }
}

/** Errors that a new connection would meet again. */
function isLasting(error: unknown): boolean {
  if (!(error instanceof UserError)) return true;
  return /^(?:log-unreadable|host-key-|sudo-|login-|wrong-passphrase|not-linux)/.test(error.code);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stopWatching();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const stopWatching = onAbort(signal, end);
  });
}
