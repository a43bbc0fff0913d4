// The values that flow through the kernel log: text of /dev/kmsg → record → source line → decoration. The raw
// text is kept as it came; everything else is shown beside it.

/** printk levels by number, as in the kernel's include/linux/kern_levels.h. */
export const levels = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const;
export type Level = (typeof levels)[number];

/** One record of /dev/kmsg (kernel: Documentation/ABI/testing/dev-kmsg). */
export interface KernelRecord {
  /** Counts up from 0 at boot; a number that is missing was overwritten before it could be read. */
  readonly sequence: number;
  readonly level: Level;
  /** syslog facility; 0 is the kernel's own. */
  readonly facility: number;
  /** Microseconds since boot. */
  readonly microseconds: number;
  /** The message with its `\xHH` escapes decoded, without the trailing newline. */
  readonly text: string;
  /** `KEY=value` lines that followed the message, e.g. `SUBSYSTEM`, `DEVICE`. */
  readonly properties: ReadonlyMap<string, string>;
  /** The line or lines as they were read. */
  readonly raw: string;
}

export type KernelLogEvent =
  | { readonly kind: 'record'; readonly record: KernelRecord }
  /** `lost` records were overwritten between the last record shown and the next one. */
  | { readonly kind: 'gap'; readonly lost: number }
  /** The connection was lost and is open again; records follow without doubles. */
  | { readonly kind: 'reconnected' }
  /** The target has booted since: sequence numbers begin anew. */
  | { readonly kind: 'rebooted' };

/** A printk call in the user's source, with the format the kernel sees (`pr_fmt` applied). */
export interface CallSite {
  /** Absolute local path. */
  readonly file: string;
  /** One-based line of the call. */
  readonly line: number;
  /** The whole format string, decoded: `CLONE: no route for mark 0x%x\n`. */
  readonly format: string;
  readonly level: Level | undefined;
  /** Name of the enclosing function. */
  readonly function: string;
}
