// Follows the kernel log of a target across lost connections and reboots, without loss and without doubles.
import type { Session } from '../ssh/session';
import type { KernelLogEvent, KernelRecord } from './record';

/** A place in the log of one boot. */
export interface KernelLogPosition {
  /** /proc/sys/kernel/random/boot_id. */
  readonly bootId: string;
  /** Sequence number of the last record before this place. */
  readonly sequence: number;
}

export interface FollowOptions {
  /** Opens a session; called again after each loss. The follower closes what it opened. */
  readonly connect: (signal: AbortSignal) => Promise<Session>;
  readonly signal: AbortSignal;
  /** Only records after this place are given; all that the kernel still has when left out. */
  readonly since?: KernelLogPosition;
}

/** Ends without an error when `signal` fires; rejects when the first connection fails. */
// eslint-disable-next-line require-yield, @typescript-eslint/require-await
export async function* followKernelLog(_options: FollowOptions): AsyncGenerator<KernelLogEvent> {
  throw new Error('followKernelLog is being written');
}

/** All records the kernel has now, and the place behind the last one. Does not wait for more. */
export function readKernelLog(
  _session: Session,
  _signal?: AbortSignal,
): Promise<{ readonly records: readonly KernelRecord[]; readonly position: KernelLogPosition }> {
  return Promise.reject(new Error('readKernelLog is being written'));
}
