// A build on the target, as on any real machine: sources are synced, make runs against its own headers. What is
// missing there is said with the package that brings it.
import { UserError } from '../user-error';
import type { JobContext } from './job';
import { remoteFolder } from './remote-folder';
import type { SourceFile } from './source-files';
import type { ModuleSources } from './sources';
import { sync } from './sync';
import { suffixes, type Purpose, type Workplace } from './workplace';

/** Copies the sources to the target and resolves to the place where they can be built. */
export async function prepareThere(
  context: JobContext,
  sources: ModuleSources,
  files: readonly SourceFile[],
  purpose: Purpose,
): Promise<Workplace> {
  const { session, signal } = context;
  const folder = `${remoteFolder(context, sources)}${suffixes[purpose]}`;
  const machine = await examine(context, folder, sources.librarySources.length > 0);
  await sync(context, files, folder);
  return {
    where: 'target',
    folder: machine.folder,
    buildTree: `/lib/modules/${machine.release}/build`,
    compiler: [],
    run: (argv, onLine) =>
      session.run(argv, {
        directory: folder,
        signal,
        ...(onLine === undefined ? {} : { onLine }),
      }),
  };
}

/**
 * Prints `name value` lines. `pwd -P` because the compiler names files by it; os-release names the distribution.
 */
const examination = `
mkdir -p -- "$1" && cd -- "$1" || exit
echo "folder $(pwd -P)"
echo "release $(uname -r)"
[ -e "/lib/modules/$(uname -r)/build/Makefile" ] && echo 'headers yes'
for tool in make cc objcopy; do command -v "$tool" >/dev/null && echo "$tool yes"; done
if pkg-config --exists xtables 2>/dev/null || echo '#include <xtables.h>' | cc -E - >/dev/null 2>&1
then echo 'xtables yes'; fi
( . /etc/os-release 2>/dev/null; echo "system $ID $ID_LIKE" )
`;

interface Machine {
  readonly folder: string;
  readonly release: string;
}

async function examine(
  { session, signal }: JobContext,
  folder: string,
  hasLibraries: boolean,
): Promise<Machine> {
  const result = await session.run(['sh', '-c', examination, 'sh', folder], { signal });
  const facts = new Map(
    result.stdout.split('\n').map((line) => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)]),
  );
  const absolute = facts.get('folder');
  if (absolute === undefined) throw noFolder(session.name, folder, result.stderr);
  const release = facts.get('release') ?? '';
  const system = facts.get('system') ?? '';
  const name = session.name;
  if (!facts.has('headers')) throw missingHeaders(name, release, system);
  for (const tool of ['make', 'cc', 'objcopy']) if (!facts.has(tool)) throw missingTool(name, tool, system);
  if (hasLibraries && !facts.has('xtables')) throw missingXtables(name, system);
  return { folder: absolute, release };
}

/** What to say of a target without the headers of its kernel. */
export function missingHeaders(name: string, release: string, system: string): UserError {
  const command = install(system, {
    debian: `linux-headers-${release}`,
    fedora: `kernel-devel-${release}`,
    arch: release.includes('lts') ? 'linux-lts-headers' : 'linux-headers',
    suse: 'kernel-default-devel',
    alpine: 'linux-lts-dev',
  });
  return new UserError(
    `The headers of the running kernel ${release} are not installed on ${name}.`,
    command === undefined
      ? `Install them, so that /lib/modules/${release}/build exists, then build again.`
      : `Install them there with \`${command}\`, then build again.`,
    { code: 'missing-headers' },
  );
}

function missingTool(name: string, tool: string, system: string): UserError {
  const command = install(system, {
    debian: 'build-essential',
    fedora: 'gcc make binutils',
    arch: 'base-devel',
    suse: 'gcc make binutils',
    alpine: 'build-base',
  });
  return new UserError(
    `${tool} is not installed on ${name}.`,
    command === undefined
      ? 'Install a C compiler, make and binutils there, then build again.'
      : `Install it there with \`${command}\`, then build again.`,
    { code: 'missing-compiler' },
  );
}

function missingXtables(name: string, system: string): UserError {
  const command = install(system, {
    debian: 'libxtables-dev pkg-config',
    fedora: 'iptables-devel',
    arch: 'iptables',
    suse: 'libxtables-devel',
    alpine: 'iptables-dev',
  });
  return new UserError(
    `xtables.h, which the module's library needs, is not installed on ${name}.`,
    command === undefined
      ? 'Install the development files of iptables there, then build again.'
      : `Install it there with \`${command}\`, then build again.`,
    { code: 'missing-xtables' },
  );
}

type Distribution = 'debian' | 'fedora' | 'arch' | 'suse' | 'alpine';

const installers: Readonly<Record<Distribution, string>> = {
  debian: 'apt-get install',
  fedora: 'dnf install',
  arch: 'pacman -S',
  suse: 'zypper install',
  alpine: 'apk add',
};

/** @param system `ID` and `ID_LIKE` of /etc/os-release, e.g. `ubuntu debian`. */
function install(system: string, packages: Readonly<Record<Distribution, string>>): string | undefined {
  const family = (Object.keys(installers) as Distribution[]).find((each) =>
    new RegExp(String.raw`\b${each}\b`).test(system.replace(/\b(?:rhel|centos)\b/, 'fedora')),
  );
  return family === undefined ? undefined : `sudo ${installers[family]} ${packages[family]}`;
}

function noFolder(name: string, folder: string, stderr: string): UserError {
  return new UserError(
    `The folder ${folder} could not be made on ${name}: ${stderr.trim().split('\n').at(-1) ?? ''}.`,
    "Check the free space and the permissions there, or set the target's directory to another one.",
    { code: 'no-folder' },
  );
}
