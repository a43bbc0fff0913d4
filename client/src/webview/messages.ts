// What the Kernel Log panel and the extension say to each other. The panel holds rows and how they are looked at;
// everything else stays in the extension.
import type { Level } from '../../../remote/src/kernel-log/record';

/** One line of the panel. */
export interface LogRow {
  readonly id: number;
  /** Undefined for a notice about the log itself, such as a gap. */
  readonly level: Level | undefined;
  /** Seconds since boot, aligned; empty for a notice. */
  readonly time: string;
  readonly text: string;
  /** `xt_CLONE.c:120` when the call that printed it is known. */
  readonly source: string | undefined;
  /** The record as it was read from the kernel. */
  readonly raw: string;
}

/** Why there is nothing to see, or who is being followed. */
export interface LogStatus {
  readonly target: string | undefined;
  readonly following: boolean;
  /** What is being done to reach the target before anything can be read. */
  readonly connecting: string | undefined;
  readonly trusted: boolean;
}

export type ToView =
  | { readonly type: 'reset'; readonly rows: readonly LogRow[] }
  /** Rows before `firstId` are no longer kept. */
  | { readonly type: 'append'; readonly rows: readonly LogRow[]; readonly firstId: number }
  | { readonly type: 'status'; readonly status: LogStatus };

export type FromView =
  | { readonly type: 'ready' }
  /** Go to the source line of a row; `focus` when the keyboard should follow. */
  | { readonly type: 'open'; readonly id: number; readonly focus: boolean }
  | { readonly type: 'command'; readonly command: ViewCommand };

/** What the panel's buttons ask for, and the commands that do it. */
export const viewCommands = {
  follow: 'netfilterWorkbench.kernelLog.follow',
  pause: 'netfilterWorkbench.kernelLog.pause',
  selectTarget: 'netfilterWorkbench.selectTarget',
  manageTrust: 'workbench.trust.manage',
} as const;
export type ViewCommand = keyof typeof viewCommands;
