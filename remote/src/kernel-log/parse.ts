// Text of /dev/kmsg → records. Total: a malformed line is skipped, nothing throws.
import type { KernelRecord } from './record';

/** Turns the lines of /dev/kmsg into records as they arrive. */
export interface KmsgParser {
  /** Takes one line without its newline; returns the record that this line completed, if any. */
  line(text: string): KernelRecord | undefined;
  /** The last record, once no more lines follow. */
  end(): KernelRecord | undefined;
}

export function createKmsgParser(): KmsgParser {
  throw new Error('createKmsgParser is being written');
}
