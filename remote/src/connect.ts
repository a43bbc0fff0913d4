// The one way from a target to a session, whatever kind of target it is.
import type { JobReport } from './jobs/job';
import { openSession, type OpenSessionOptions } from './ssh/open-session';
import type { Session } from './ssh/session';
import type { Target } from './target';

export interface ConnectOptions extends OpenSessionOptions {
  /** Where the boot of the embedded VM is reported. */
  readonly report: JobReport;
}

/** Starts the target when it is the embedded VM, then opens a session on it. */
export function connect(target: Target, options: ConnectOptions): Promise<Session> {
  if (target.kind === 'ssh') return openSession(target, options);
  return Promise.reject(new Error('connect to the VM is being written'));
}
