// All of the kernel log that the editor holds: events of remote/src/kernel-log in, entries for the panel out. It is
// bounded: the oldest entries are dropped, and counted, so that nothing is missing silently.
import type { KernelLogEvent, KernelRecord } from '../../../remote/src/kernel-log/record';
import type { TrackedCall } from './call-tracker';

export interface RecordEntry {
  readonly kind: 'record';
  /** Counts up from 1 and is never used twice, also across boots and `clear`. */
  readonly id: number;
  readonly record: KernelRecord;
  /** The call that printed it, when a source of the workspace holds one that fits. */
  readonly call: TrackedCall | undefined;
}

/** Something that happened to the log itself: shown between the records it lies between. */
export interface NoticeEntry {
  readonly kind: 'gap' | 'reconnected' | 'rebooted';
  readonly id: number;
  /** Records that were overwritten before they could be read; 0 unless this is a gap. */
  readonly lost: number;
}

export type LogEntry = RecordEntry | NoticeEntry;
export type FindCall = (record: KernelRecord) => TrackedCall | undefined;

export class LogStore {
  private held: LogEntry[] = [];
  private lastId = 0;
  private droppedCount = 0;

  constructor(private limit: number) {}

  get entries(): readonly LogEntry[] {
    return this.held;
  }

  /** How many entries were dropped from the front since the last `clear`. */
  get dropped(): number {
    return this.droppedCount;
  }

  append(event: KernelLogEvent, findCall: FindCall): LogEntry {
    const id = ++this.lastId;
    const entry: LogEntry =
      event.kind === 'record'
        ? { kind: 'record', id, record: event.record, call: findCall(event.record) }
        : { kind: event.kind, id, lost: event.kind === 'gap' ? event.lost : 0 };
    this.held.push(entry);
    this.drop();
    return entry;
  }

  /**
   * Looks for the calls of records that had none, because the sources have been read (again). Returns those that
   * have one now.
   */
  rematch(findCall: FindCall): readonly RecordEntry[] {
    const found: RecordEntry[] = [];
    this.held = this.held.map((entry) => {
      const call = entry.kind === 'record' && entry.call === undefined ? findCall(entry.record) : undefined;
      if (entry.kind !== 'record' || call === undefined) return entry;
      const matched = { ...entry, call };
      found.push(matched);
      return matched;
    });
    return found;
  }

  find(id: number): LogEntry | undefined {
    return this.held.find((entry) => entry.id === id);
  }

  clear(): void {
    this.held = [];
    this.droppedCount = 0;
  }

  setLimit(limit: number): void {
    this.limit = limit;
    this.drop();
  }

  /** Drops in batches of a tenth, so that a record costs the same however full the store is. */
  private drop(): void {
    if (this.held.length <= this.limit * 1.1) return;
    const surplus = this.held.length - this.limit;
    this.held.splice(0, surplus);
    this.droppedCount += surplus;
  }
}
