// Which place a build or a check gets: this machine when the session brings the target's headers (the embedded VM),
// the target otherwise.
import { workHere } from './build-here';
import { prepareThere } from './build-there';
import type { JobContext } from './job';
import type { SourceFile } from './source-files';
import type { ModuleSources } from './sources';
import type { Purpose, Workplace } from './workplace';

/** Rejects with a `UserError` when there is no place to compile in: missing headers, no compiler. */
export async function inWorkplace<T>(
  context: JobContext,
  sources: ModuleSources,
  files: readonly SourceFile[],
  purpose: Purpose,
  work: (workplace: Workplace) => Promise<T>,
): Promise<T> {
  const { report, session } = context;
  const headers = session.localHeaders;
  if (headers !== undefined && headers.unusable === undefined) {
    return workHere(context, sources, files, { headers, purpose }, work);
  }
  if (headers !== undefined) {
    report.step(`Building inside ${session.name}, which is slow: ${headers.unusable}`);
  }
  report.step(`Copying sources to ${session.name}`);
  return work(await prepareThere(context, sources, files, purpose));
}
