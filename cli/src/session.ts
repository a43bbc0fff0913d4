// The way from `--target` to a job: connect, run the job, close the session whatever happens.
import { connect } from '../../remote/src/connect';
import type { JobContext } from '../../remote/src/jobs/job';
import type { Session } from '../../remote/src/ssh/session';
import { terminalSecrets, terminalTrust } from './prompts';
import { terminalReport } from './report';
import type { Connection } from './target';

/** Opens a session that asks on this terminal and reports to it. */
export function openTargetSession({ target, configFile }: Connection, signal: AbortSignal): Promise<Session> {
  return connect(target, {
    trust: terminalTrust,
    secrets: terminalSecrets,
    signal,
    report: terminalReport,
    ...(configFile !== undefined && { configFile }),
  });
}

/** Runs `work` on a session of its own. */
export async function withTarget<T>(
  connection: Connection,
  signal: AbortSignal,
  work: (context: JobContext) => Promise<T>,
): Promise<T> {
  const session = await openTargetSession(connection, signal);
  try {
    return await work({ target: connection.target, session, signal, report: terminalReport });
  } finally {
    await session.close();
  }
}
