// Loads a built module and installs its library, or changes nothing.
import { UserError } from '../user-error';
import { isLastBuild, type ModuleFacts } from './inspect';
import type { JobContext } from './job';
import { replaceModule } from './replace-module';
import { inspectSettled } from './settle';
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
  const facts = await inspectSettled(context, sources);
  const built = requireBuilt(facts, module, session.name);
  const alreadyLoaded = facts.loaded !== undefined;
  if (alreadyLoaded && isLastBuild(facts) !== true) throw otherBuildLoaded(module, session.name);
  report.step(`Loading ${module} on ${session.name}`);
  const libraries = built.record?.libraries ?? [];
  const folder = await replaceModule(context, sources, facts, {
    title: `The loading of ${module}`,
    libraries,
    rules: [],
    takesRules: false,
    removes: false,
    inserts: alreadyLoaded ? undefined : `${module}.ko`,
  });
  return { module, libraries: libraries.map((name) => `${folder}/${name}`), alreadyLoaded };
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
