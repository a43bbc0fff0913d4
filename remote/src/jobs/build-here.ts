// A build on this machine against the target's headers, which the embedded VM brings: many times faster than
// inside it. The sources are copied to a work folder, so that the user's folder stays clean and make sees which
// files are new; what was built goes to the target.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LocalHeaders, Upload } from '../ssh/session';
import { withLock } from '../vm/lock';
import { tryTool } from '../vm/tool';
import type { JobContext } from './job';
import { isArtefact, type SourceFile } from './source-files';
import type { ModuleSources } from './sources';
import { suffixes, type Purpose, type Workplace } from './workplace';

/**
 * Does work in a work folder that holds just these sources. One process at a time is in it: two windows, or a window and
 * a terminal, may build the same sources.
 */
export async function workHere<T>(
  context: JobContext,
  sources: ModuleSources,
  files: readonly SourceFile[],
  { headers, purpose }: { readonly headers: LocalHeaders; readonly purpose: Purpose },
  work: (workplace: Workplace) => Promise<T>,
): Promise<T> {
  const { report, signal } = context;
  const folder = workFolder(sources, headers, purpose);
  const onWait = (): void => report.step('Waiting for another build of the same sources');
  return withLock(`${folder}.lock`, { signal, onWait }, async () => {
    await copySources(folder, files);
    return work(workplaceIn(folder, context, headers));
  });
}

function workplaceIn(folder: string, { signal }: JobContext, headers: LocalHeaders): Workplace {
  // The kernel's make unsets LC_ALL, and the compiler is to speak English.
  const environment = { LANG: 'C', LC_MESSAGES: 'C', ...pkgConfigEnvironment(headers.sysroot) };
  return {
    where: 'here',
    folder,
    buildTree: headers.buildTree,
    compiler: [`--sysroot=${headers.sysroot}`],
    run: (argv, onLine) =>
      tryTool(argv, { signal, folder, environment, ...(onLine === undefined ? {} : { onLine }) }).then(
        ({ status, stdout }) => ({ status: status ?? undefined, stdout }),
      ),
  };
}

/** The built files, to be uploaded to `remote` on the target. */
export async function builtFiles(
  workplace: Workplace,
  names: readonly string[],
  remote: string,
): Promise<Upload[]> {
  return Promise.all(
    names.map(async (name) => ({
      path: `${remote}/${name}`,
      content: await readFile(join(workplace.folder, name)),
    })),
  );
}

/**
 * One for each pair of folder and kernel, and for each purpose, in the user's cache: blanks in its path would stop the
 * kernel's make.
 */
function workFolder(sources: ModuleSources, headers: LocalHeaders, purpose: Purpose): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const key = createHash('sha256')
    .update(`${sources.folder}\0${headers.buildTree}`)
    .digest('hex')
    .slice(0, 16);
  return join(cache, 'netfilter-workbench', 'build', `${headers.kernelRelease}-${key}${suffixes[purpose]}`);
}

/** Writes only files that differ, so that make rebuilds only what they lead to, and removes those that are gone. */
async function copySources(folder: string, files: readonly SourceFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const wanted = new Set(files.map(({ path }) => path));
  const present = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of present) {
    const path = join(entry.parentPath, entry.name).slice(folder.length + 1);
    if (entry.isFile() && !isArtefact(path) && !wanted.has(path)) await rm(join(folder, path));
  }
  for (const { path, content, mode } of files) {
    const file = join(folder, path);
    const before = await readFile(file).catch(() => undefined);
    if (before?.equals(content) === true) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.nfw-part`, content, { mode });
    await rename(`${file}.nfw-part`, file);
  }
}

/** Makes pkg-config, where there is one, speak of the target's libraries instead of this machine's. */
function pkgConfigEnvironment(sysroot: string): NodeJS.ProcessEnv {
  const library = join(sysroot, 'usr', 'lib');
  const folders = existsSync(library)
    ? readdirSync(library).map((name) => join(library, name, 'pkgconfig'))
    : [];
  return {
    PKG_CONFIG_SYSROOT_DIR: sysroot,
    PKG_CONFIG_LIBDIR: [join(library, 'pkgconfig'), ...folders].filter((each) => existsSync(each)).join(':'),
  };
}
