// What every job shares. A job is one thing done to a target (sync, build, load, …): steps of argv run through
// a session, then a result. Jobs report as they go and are cancelled through the context's signal.
import type { Session } from '../ssh/session';
import type { Target } from '../target';

export interface JobContext {
  readonly target: Target;
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly report: JobReport;
}

/** Where a job says what it does, for a progress notification, a terminal or a log. */
export interface JobReport {
  /** A new step has begun: a short phrase such as `Compiling xt_CLONE on lab1`. */
  step(title: string): void;
  /** One line that a command of the current step printed. */
  output(line: string): void;
}

export const silentReport: JobReport = { step: () => undefined, output: () => undefined };

/** One complaint of the compiler, modpost or the linker, on a file of the user's machine. */
export interface Problem {
  /** Absolute local path. */
  readonly file: string;
  /** One-based. */
  readonly line: number;
  /** One-based; 1 when the tool named no column. */
  readonly column: number;
  readonly severity: 'error' | 'warning' | 'note';
  readonly message: string;
  /** The option that switches the warning, e.g. `-Wunused-variable`, when the tool named one. */
  readonly code?: string;
}
