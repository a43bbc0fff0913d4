// Loads a built module and installs its library, or changes nothing.
import { UserError } from '../user-error';
import { inspectModule, isLastBuild, type ModuleFacts } from './inspect';
import { insertModule } from './insert-module';
import { stageLibraries } from './install-libraries';
import type { JobContext } from './job';
import type { ModuleSources } from './sources';

export interface LoadResult {
  readonly module: string;
  /** Paths on the target where the libraries were installed. */
  readonly libraries: readonly string[];
  /** True when this very build was loaded before. */
  readonly alreadyLoaded: boolean;
}

/** Rejects with a `UserError` that gives the kernel's own reason when the module does not load. */
export async function load(context: JobContext, sources: ModuleSources): Promise<LoadResult> {
  const { session, report } = context;
  const { module } = sources;
  const facts = await inspectModule(context, sources);
  const built = requireBuilt(facts, module, session.name);
  const alreadyLoaded = facts.loaded !== undefined;
  if (alreadyLoaded && isLastBuild(facts) !== true) throw otherBuildLoaded(module, session.name);
  report.step(`Loading ${module} on ${session.name}`);
  const libraries = await stageLibraries(context, facts.folder, built.record?.libraries ?? []);
  try {
    if (!alreadyLoaded) {
      const file = `${facts.folder}/${module}.ko`;
      await insertModule(context, { module, file, depends: built.depends });
    }
    await libraries.commit();
    await keepLoaded(context, facts, module);
  } catch (error) {
    await libraries.restore().catch(() => undefined);
    throw error;
  }
  return { module, libraries: libraries.paths, alreadyLoaded };
}

/** Where the file of the loaded module is kept, for reload.ts to put back. */
export function loadedFile(facts: Pick<ModuleFacts, 'folder'>, module: string): string {
  return `${facts.folder}/.nfw-loaded-${module}.ko`;
}

/** Remembers the very file that was loaded: the next build overwrites the one beside it. */
export async function keepLoaded(context: JobContext, facts: ModuleFacts, module: string): Promise<void> {
  const argv = ['cp', '-f', '--', `./${module}.ko`, `./.nfw-loaded-${module}.ko`];
  await context.session.run(argv, { directory: facts.folder });
}

/** What there is to load, known to be for this kernel; rejects before anything is changed. */
export function requireBuilt(
  facts: ModuleFacts,
  module: string,
  target: string,
): NonNullable<ModuleFacts['built']> {
  const { built, kernelRelease } = facts;
  if (built === undefined) {
    throw new UserError(`${module} has not been built for ${target} yet.`, 'Build it first.', {
      code: 'not-built',
    });
  }
  const [builtFor = ''] = built.vermagic.split(' ');
  if (builtFor === kernelRelease) return built;
  throw new UserError(
    `${module} was built for kernel ${builtFor}, but ${target} runs ${kernelRelease}.`,
    'Build it again for the running kernel.',
    { code: 'wrong-kernel' },
  );
}

function otherBuildLoaded(module: string, target: string): UserError {
  return new UserError(
    `Another build of ${module} is loaded on ${target}.`,
    'Use Reload (`nfw reload`) to put this one in its place.',
    { code: 'already-loaded' },
  );
}
