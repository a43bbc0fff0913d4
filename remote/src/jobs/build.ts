// Builds a module and its library for a target: on this machine when the session brings the target's headers
// (the embedded VM), on the target otherwise. The compiler's lines come back as problems with local paths.
import { builtFiles } from './build-here';
import { runBuildSteps } from './build-steps';
import { recordUpload } from './built-record';
import type { JobContext, Problem } from './job';
import { remoteFolder } from './remote-folder';
import { hashOfAll, readSourceFiles, type SourceFile } from './source-files';
import type { ModuleSources } from './sources';
import { inWorkplace } from './in-workplace';
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
  return inWorkplace(context, sources, files, 'run', (workplace) =>
    buildIn(workplace, context, sources, files),
  );
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
