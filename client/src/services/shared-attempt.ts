// One piece of work that several callers wait for. Each may give up alone; the work itself is ended when the last
// of them has. sessions.ts opens connections with it.
import type { JobReport } from '../../../remote/src/jobs/job';

export interface Participant {
  readonly report: JobReport;
  readonly signal: AbortSignal;
}

export class SharedAttempt<T> {
  private readonly controller = new AbortController();
  private readonly participants = new Set<Participant>();
  private readonly result: Promise<T>;

  constructor(work: (participant: Participant) => Promise<T>) {
    const report: JobReport = {
      step: (title) => this.participants.forEach((participant) => participant.report.step(title)),
      output: (line) => this.participants.forEach((participant) => participant.report.output(line)),
    };
    // The first participant joins before any work is done, so that it misses no step.
    this.result = Promise.resolve().then(() => work({ report, signal: this.controller.signal }));
    this.result.catch(() => undefined);
  }

  /** Waits for the result; rejects with the reason of `participant.signal` as soon as that fires. */
  join(participant: Participant): Promise<T> {
    this.participants.add(participant);
    const { signal } = participant;
    return new Promise<T>((resolve, reject) => {
      const giveUp = (): void => {
        reject(signal.reason as Error);
        this.participants.delete(participant);
        if (this.participants.size === 0) this.abort();
      };
      if (signal.aborted) return giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      const done = (): void => signal.removeEventListener('abort', giveUp);
      this.result.then(resolve, reject).finally(done);
    });
  }

  abort(): void {
    this.controller.abort();
  }
}
