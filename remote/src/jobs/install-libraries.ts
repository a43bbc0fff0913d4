// The userspace halves of a module → the folder where the target's iptables looks for extensions. Staged first
// and renamed last, so that a full disk is found before anything has changed, and what was there can come back.
import { UserError } from '../user-error';
import type { JobContext } from './job';

type Machine = Pick<JobContext, 'session' | 'signal'>;

/**
 * pkg-config knows when the development files are installed; without them the folder that holds iptables' own
 * extensions is the one.
 */
const findFolder = `
folder=$(pkg-config --variable=xtlibdir xtables 2>/dev/null)
[ -d "$folder" ] && { echo "$folder"; exit; }
for folder in /usr/lib/*/xtables /usr/lib64/xtables /usr/lib/xtables /usr/local/lib/xtables /lib/*/xtables /lib/xtables; do
  for file in "$folder"/libxt_*.so; do [ -e "$file" ] && { echo "$folder"; exit; }; done
done
exit 1
`;

/**
 * Copies beside the place where each library goes; the previous one is kept in the folder of the build. Prints
 * the names of those that differ from what is installed, and touches no others.
 */
const stage = `
to=$1; shift
mkdir -p .nfw-previous || exit
for name; do
  if cmp -s -- "./$name" "$to/$name"; then continue; fi
  echo "$name"
  cp -- "./$name" "$to/.$name.nfw-new" && chmod 644 "$to/.$name.nfw-new" || exit
  rm -f ".nfw-previous/$name"
  if [ -e "$to/$name" ]; then cp -- "$to/$name" ".nfw-previous/$name" || exit; fi
done
`;

const commit = `
to=$1; shift
for name; do mv -f -- "$to/.$name.nfw-new" "$to/$name" || exit; done
`;

const restore = `
to=$1; shift
for name; do
  rm -f "$to/.$name.nfw-new"
  if [ -e ".nfw-previous/$name" ]; then cp -- ".nfw-previous/$name" "$to/.$name.nfw-new" && mv -f -- "$to/.$name.nfw-new" "$to/$name"
  else rm -f "$to/$name"; fi
done
`;

/** Libraries that are ready to be put in place. */
export interface StagedLibraries {
  /** Where they are installed, on the target. */
  readonly paths: readonly string[];
  /** Whether any of them differs from what is installed. */
  readonly differ: boolean;
  /** Puts them in place. */
  commit(): Promise<void>;
  /** Puts back what was there before, whether or not `commit` was called. Not cancelled by the job's signal. */
  restore(): Promise<void>;
}

/** @param folder Folder on the target that holds the libraries. */
export async function stageLibraries(
  { session, signal }: Machine,
  folder: string,
  libraries: readonly string[],
): Promise<StagedLibraries> {
  if (libraries.length === 0) {
    return { paths: [], differ: false, commit: async () => {}, restore: async () => {} };
  }
  const to = await extensionFolder({ session, signal });
  let changed = libraries;
  const run = async (script: string, interrupted?: AbortSignal): Promise<string> => {
    if (changed.length === 0) return '';
    const argv = ['sh', '-c', script, 'sh', to, ...changed];
    const options = {
      asRoot: true,
      directory: folder,
      ...(interrupted === undefined ? {} : { signal: interrupted }),
    };
    const { status, stdout, stderr } = await session.run(argv, options);
    if (status !== 0) throw notInstalled(session.name, to, stderr);
    return stdout;
  };
  try {
    const differing = (await run(stage, signal)).split('\n');
    changed = libraries.filter((name) => differing.includes(name));
  } catch (error) {
    const leftovers = libraries.map((name) => `${to}/.${name}.nfw-new`);
    await session.run(['rm', '-f', ...leftovers], { asRoot: true }).catch(() => undefined);
    throw error;
  }
  return {
    paths: libraries.map((name) => `${to}/${name}`),
    differ: changed.length > 0,
    commit: () => run(commit).then(() => undefined),
    restore: () => run(restore).then(() => undefined),
  };
}

async function extensionFolder({ session, signal }: Machine): Promise<string> {
  const { stdout, status } = await session.run(['sh', '-c', findFolder], { signal });
  if (status === 0) return stdout.trim();
  throw new UserError(
    `iptables keeps its extensions in none of the usual folders on ${session.name}.`,
    'Install iptables there, and its development files if they are packaged apart.',
    { code: 'no-extension-folder' },
  );
}

function notInstalled(name: string, folder: string, stderr: string): UserError {
  const reason = stderr.trim().split('\n').at(-1) ?? '';
  return new UserError(
    `The library could not be installed to ${folder} on ${name}: ${reason}.`,
    'Check the free space and whether that file system is read-only.',
    { code: 'library-not-installed' },
  );
}
