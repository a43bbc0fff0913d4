// Kernel records carry the time since boot; people want to know how long ago that was. The target's clock is never
// trusted for that: what counts is this machine's clock at the moment of the target's boot.

/** Milliseconds of this machine's clock at which the target booted, as well as it is known. */
export class BootClock {
  private bootedAt: number | undefined;
  private exact = false;

  /** The target said it has been up for `uptime` milliseconds, at `now`. */
  calibrate(uptime: number, now: number): void {
    this.bootedAt = now - uptime;
    this.exact = true;
  }

  /**
   * A record of that time since boot has arrived. It was printed before it arrived, so without a calibration
   * each record bounds the moment of boot from above, and live records do so closely.
   */
  observe(microseconds: number, arrivedAt: number): void {
    const bound = arrivedAt - microseconds / 1_000;
    if (this.bootedAt === undefined || (!this.exact && bound < this.bootedAt)) this.bootedAt = bound;
  }

  /** The target has booted again: what was known is void. */
  reset(): void {
    this.bootedAt = undefined;
    this.exact = false;
  }

  /** When a record was printed, in milliseconds of this machine's clock. */
  instantOf(microseconds: number): number | undefined {
    return this.bootedAt === undefined ? undefined : this.bootedAt + microseconds / 1_000;
  }
}

/** Milliseconds out of the text of /proc/uptime; undefined when it is something else. */
export function parseUptime(text: string): number | undefined {
  const seconds = Number.parseFloat(text);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}
