// What each printk call of the sources has said so far: the data behind the messages beside the source lines.
import type { KernelRecord } from '../../../remote/src/kernel-log/record';

/** One message of a call. */
export interface Saying {
  readonly record: KernelRecord;
  /** When it was printed, in milliseconds of this machine's clock; undefined when that is not known. */
  readonly at: number | undefined;
}

export interface CallHistory {
  /** How often the call printed since the module was last loaded, or since the log was cleared. */
  readonly count: number;
  /** Its last messages, the newest first; at most `remembered`. */
  readonly sayings: readonly Saying[];
  /** The module was loaded again since: these are messages of the code as it was before. */
  readonly beforeLoad: boolean;
}

/** How many messages the hover shows. */
export const remembered = 10;

interface Counted {
  count: number;
  sayings: Saying[];
  /** How often the module had been loaded when these were printed. */
  load: number;
}

/** Histories by the id of a tracked call (call-tracker.ts). */
export class CallHistories {
  private readonly byCall = new Map<number, Counted>();
  /** When the module was loaded, in milliseconds of this machine's clock, the last time last. */
  private loads: readonly number[] = [];

  add(call: number, saying: Saying): void {
    const known = this.byCall.get(call);
    const load = this.loadAt(saying.at);
    if (known?.load !== load) {
      this.byCall.set(call, { count: 1, sayings: [saying], load });
      return;
    }
    known.count += 1;
    known.sayings = [saying, ...known.sayings].slice(0, remembered);
  }

  /** A module is about to be loaded: counts begin anew with each call's next message. */
  beginLoad(now: number): void {
    this.loads = [...this.loads, now];
  }

  /** It was not loaded after all. */
  abandonLoad(): void {
    this.loads = this.loads.slice(0, -1);
    for (const known of this.byCall.values()) known.load = Math.min(known.load, this.loads.length);
  }

  /** What the call has printed; undefined when it has been silent. */
  of(call: number): CallHistory | undefined {
    const known = this.byCall.get(call);
    return (
      known && { count: known.count, sayings: known.sayings, beforeLoad: known.load < this.loads.length }
    );
  }

  clear(): void {
    this.byCall.clear();
  }

  /** The number of the load that a message belongs to; records of long ago may be read only now. */
  private loadAt(instant: number | undefined): number {
    if (instant === undefined) return this.loads.length;
    return this.loads.filter((began) => began <= instant).length;
  }
}
