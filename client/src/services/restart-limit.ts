// How often a process that has ended by itself is worth another start: a crash now and then is mended by one, a crash at
// every start is not. language-server.ts asks it when the server is gone.

/** Starts within `period` that are still worth a try. */
const limit = 4;
/** Milliseconds. */
const period = 3 * 60_000;

export class RestartLimit {
  private ends: number[] = [];

  /** Whether a process that ended at this time, in milliseconds, may be started again. */
  allows(now: number): boolean {
    this.ends = [...this.ends.filter((end) => now - end < period), now];
    return this.ends.length <= limit;
  }
}
