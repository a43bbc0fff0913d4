// What the target's compiler says of a file that was saved: the kernel's own make with its extra warnings, and sparse
// where there is one. It works in a folder of its own, so neither what was built nor what is loaded is touched.
import { relative } from 'node:path';
import { libraryFile, runBuildSteps, type BuildOrder } from './build-steps';
import { inWorkplace } from './in-workplace';
import type { JobContext, Problem } from './job';
import { readSourceFiles } from './source-files';
import type { ModuleSources } from './sources';
import type { Workplace } from './workplace';

export interface CheckResult {
  readonly problems: readonly Problem[];
  /**
   * Absolute paths of the sources that were compiled; of others nothing new is known. Undefined when all of the
   * module was.
   */
  readonly compiled: readonly string[] | undefined;
}

/**
 * Compiles what saved files change: sources alone, and everything for a header or a build file. A complaint of the
 * compiler is a result; rejects with a `UserError` when it could not be asked.
 *
 * @param saved Absolute paths of files of the module's folder.
 */
export async function check(
  context: JobContext,
  sources: ModuleSources,
  saved: readonly string[],
): Promise<CheckResult> {
  const files = await readSourceFiles(sources.folder);
  const all = [...sources.kernelSources, ...sources.librarySources];
  const isAlone = saved.every((file) => all.includes(file));
  const compiled = isAlone ? saved : all;
  return inWorkplace(context, sources, files, 'check', async (workplace) => {
    const order = orderFor(sources, compiled, await hasSparse(workplace));
    await forget(workplace, sources, compiled);
    const { problems } = await runBuildSteps(context, sources, files, workplace, order);
    return { problems, compiled: isAlone ? compiled : undefined };
  });
}

async function hasSparse(workplace: Workplace): Promise<boolean> {
  return (await workplace.run(['sh', '-c', 'command -v sparse'])).status === 0;
}

function orderFor(
  { kernelSources, librarySources }: ModuleSources,
  compiled: readonly string[],
  sparse: boolean,
): BuildOrder {
  return {
    module: kernelSources.some((source) => compiled.includes(source)),
    libraries: librarySources.filter((source) => compiled.includes(source)).map(libraryFile),
    variables: sparse ? ['W=1', 'C=2'] : ['W=1'],
  };
}

/** Make compiles what is not there. A file that was not compiled would have nothing to say. */
async function forget(
  workplace: Workplace,
  { folder, librarySources }: ModuleSources,
  compiled: readonly string[],
): Promise<void> {
  const built = compiled.map((source) =>
    librarySources.includes(source) ? libraryFile(source) : relative(folder, source).replace(/\.c$/, '.o'),
  );
  await workplace.run(['rm', '-f', '--', ...built]);
}
