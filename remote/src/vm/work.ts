// What every long piece of work on the test VM is given: where to say what it does, and when to stop.
import type { JobReport } from '../jobs/job';

export interface Work {
  readonly report: JobReport;
  /** Ends the programs that were started, and rejects with an `AbortError`; nothing half done is left. */
  readonly signal: AbortSignal;
}
