// Builds a module and its library for a target: on this machine when the session brings the target's headers
// (the embedded VM), on the target otherwise. The compiler's lines come back as problems with local paths.
import { withLock } from '../vm/lock';
import { builtFiles, prepareHere, workFolder } from './build-here';
import { runBuildSteps } from './build-steps';
import { prepareThere } from './build-there';
import { recordUpload } from './built-record';
import type { JobContext, Problem } from './job';
import { remoteFolder } from './remote-folder';
import { hashOfAll, readSourceFiles, type SourceFile } from './source-files';
import type { ModuleSources } from './sources';
import type { Workplace } from './workplace';

export interface BuildResult {
  /** True when the module and all its libraries were built. */
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** Where make ran. */
  readonly where: 'here' | 'target';
}

/**
 * A compile error is a result. Rejects with a `UserError` when the build could not be tried: missing headers,
 * no compiler, connection lost.
 */
export async function build(context: JobContext, sources: ModuleSources): Promise<BuildResult> {
  const files = await readSourceFiles(sources.folder);
  const { report, session, signal } = context;
  const headers = session.localHeaders;
  if (headers !== undefined && headers.unusable === undefined) {
    // Two windows, or a window and a terminal, may build the same sources at once.
    const onWait = (): void => report.step('Waiting for another build of the same sources');
    return withLock(`${workFolder(sources, headers)}.lock`, { signal, onWait }, async () =>
      buildIn(await prepareHere(context, sources, files, headers), context, sources, files),
    );
  }
  if (headers !== undefined) {
    report.step(`Building inside ${session.name}, which is slow: ${headers.unusable}`);
  }
  report.step(`Copying sources to ${session.name}`);
  return buildIn(await prepareThere(context, sources, files), context, sources, files);
}

async function buildIn(
  workplace: Workplace,
  context: JobContext,
  sources: ModuleSources,
  files: readonly SourceFile[],
): Promise<BuildResult> {
  const place = workplace.where === 'here' ? 'on this machine' : `on ${context.session.name}`;
  context.report.step(`Compiling ${sources.module} ${place}`);
  const { ok, problems, libraries, buildId } = await runBuildSteps(context, sources, files, workplace);
  if (ok) {
    const folder = remoteFolder(context, sources);
    const names = [`${sources.module}.ko`, ...libraries];
    const built = workplace.where === 'here' ? await builtFiles(workplace, names, folder) : [];
    if (built.length > 0) context.report.step(`Copying ${sources.module} to ${context.session.name}`);
    const record = recordUpload(folder, sources.module, { sourceHash: hashOfAll(files), buildId, libraries });
    await context.session.upload([...built, record], context.signal);
  }
  return { ok, problems, where: workplace.where };
}
