// The headers of a target's kernel on this machine, for whoever reads or compiles C for it: fetched once a kernel and kept in
// the user's cache. Those of the test VM are part of its image and lie here already.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../user-error';
import { defaultCacheFolder } from '../vm/folders';
import { runTool } from '../vm/tool';
import { missingHeaders } from './build-there';
import type { JobContext } from './job';

export interface KernelHeaders {
  /** `uname -r`. */
  readonly release: string;
  /** Local folder with Module.symvers and what was generated: what modules are built against. */
  readonly build: string;
  /** Local folder with the headers that the kernel's source has; often the same. */
  readonly source: string;
  /** What the build tree was made for, as folders of the kernel's source are called: `x86`. */
  readonly architecture: string;
  /** The folders that the kernel's make searches for includes, in its order. */
  readonly includes: readonly string[];
}

/** Folders below include/ that no network module includes; they are half of its size. */
const leftOut = 'config|dt-bindings|sound|drm|media|rdma|scsi|soc|target|ufs|video|pcmcia|misc|clocksource';

/**
 * Prints `name value` lines on the build tree of the running kernel. The checksum tells two kernels of one release apart,
 * which whoever configures his own has at times.
 */
const examination = `
release=$(uname -r)
echo "release $release"
( . /etc/os-release 2>/dev/null; echo "system $ID $ID_LIKE" )
build=$(cd "/lib/modules/$release/build" 2>/dev/null && pwd -P) || exit 0
[ -e "$build/Makefile" ] || exit 0
source=$(sed -n 's,^include \\(/.*\\)/Makefile$,\\1,p' "$build/Makefile" | head -n 1)
[ -d "$source/include" ] || source=$(cd "/lib/modules/$release/source" 2>/dev/null && pwd -P)
[ -d "$source/include/linux" ] || source=$build
echo "build $build"
echo "source $source"
for generated in "$build"/arch/*/include/generated; do
  [ -d "$generated/asm" ] && generated=\${generated%/include/generated} && echo "architecture \${generated##*/}"
done
echo "sum $(cat "$build/Module.symvers" "$build/include/config/auto.conf" 2>/dev/null | cksum | tr ' ' -)"
`;

/** Arguments: a build tree or a source tree, and an architecture. Prints an archive of its headers as text, which any session can carry. */
const archive = `
cd -- "$1" || exit
architecture=$2
set --
for entry in Module.symvers .config Makefile include/config/auto.conf include/config/kernel.release include/* arch/*/include; do
  case $entry in
  ${leftOut
    .split('|')
    .map((name) => `include/${name}`)
    .join('|')}) continue ;;
  arch/*) [ "$entry" = "arch/$architecture/include" ] || continue ;;
  esac
  [ -e "$entry" ] && set -- "$@" "$entry"
done
tar -chf - "$@" | gzip -c | base64
`;

/**
 * The headers of the kernel that runs on the target. The first time for a kernel some megabytes are fetched; a fetch that is
 * cancelled leaves nothing behind. Rejects with a `UserError` when the target has no headers.
 */
export async function fetchKernelHeaders(
  context: JobContext,
  cacheFolder: string = defaultCacheFolder(),
): Promise<KernelHeaders> {
  const { session } = context;
  if (session.localHeaders !== undefined) {
    const { kernelRelease, buildTree } = session.localHeaders;
    return { ...(await headersIn(buildTree)), release: kernelRelease };
  }
  const machine = await examine(context);
  const folder = join(cacheFolder, 'headers', `${machine.release}-${machine.sum}`);
  if (!existsSync(folder)) await fetchInto(folder, machine, context);
  const source = join(folder, machine.source === machine.build ? 'build' : 'source');
  return describe(machine.release, join(folder, 'build'), source);
}

/** The headers of a build tree on this machine. */
export async function headersIn(buildTree: string): Promise<KernelHeaders> {
  const build = await realpath(buildTree);
  const makefile = await readFile(join(build, 'Makefile'), 'utf8').catch(() => '');
  const included = /^include (\/.*)\/Makefile$/m.exec(makefile)?.[1];
  const source = [included, join(build, 'source')].find(
    (folder) => folder !== undefined && existsSync(join(folder, 'include/linux')),
  );
  const release = await readFile(join(build, 'include/config/kernel.release'), 'utf8').catch(() => '');
  return describe(release.trim() || basename(build), build, source ?? build);
}

/** The include folders are those of the kernel's top Makefile (LINUXINCLUDE, USERINCLUDE). */
async function describe(release: string, build: string, source: string): Promise<KernelHeaders> {
  const architecture = await architectureOf(build);
  const arch = join('arch', architecture, 'include');
  const includes = [
    join(source, arch),
    join(build, arch, 'generated'),
    join(source, 'include'),
    join(build, 'include'),
    join(source, arch, 'uapi'),
    join(build, arch, 'generated/uapi'),
    join(source, 'include/uapi'),
    join(build, 'include/generated/uapi'),
  ];
  return { release, build, source, architecture, includes: [...new Set(includes)] };
}

/** The one that the build tree was made for: it has generated headers. */
async function architectureOf(build: string): Promise<string> {
  const names = await readdir(join(build, 'arch')).catch((): string[] => []);
  return names.find((name) => existsSync(join(build, 'arch', name, 'include/generated/asm'))) ?? 'x86';
}

interface Machine {
  readonly release: string;
  readonly build: string;
  readonly source: string;
  readonly sum: string;
  /** As folders of the kernel's source are called: `x86`. */
  readonly architecture: string;
}

async function examine({ session, signal }: JobContext): Promise<Machine> {
  const { stdout } = await session.run(['sh', '-c', examination], { signal });
  const facts = new Map(
    stdout.split('\n').map((line) => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)]),
  );
  const [release, build, source, sum] = ['release', 'build', 'source', 'sum'].map((name) => facts.get(name));
  if (build === undefined || source === undefined || sum === undefined || release === undefined) {
    throw missingHeaders(session.name, release ?? '', facts.get('system') ?? '');
  }
  return { release, build, source, sum, architecture: facts.get('architecture') ?? '' };
}

async function fetchInto(folder: string, machine: Machine, context: JobContext): Promise<void> {
  const { session, signal, report } = context;
  report.step(`Fetching the headers of ${machine.release} from ${session.name}`);
  await mkdir(dirname(folder), { recursive: true });
  const part = await mkdtemp(`${folder}.part-`);
  try {
    await unpack(await fetchTree(machine.build, machine, context), join(part, 'build'), signal);
    if (machine.source !== machine.build) {
      await unpack(await fetchTree(machine.source, machine, context), join(part, 'source'), signal);
    }
    await rename(part, folder).catch((error: unknown) => {
      // Another window has fetched the same meanwhile.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function fetchTree(
  tree: string,
  { architecture }: Machine,
  { session, signal }: JobContext,
): Promise<Buffer> {
  const argv = ['sh', '-c', archive, 'sh', tree, architecture];
  const { status, stdout, stderr } = await session.run(argv, { signal });
  const content = Buffer.from(stdout, 'base64');
  if (status === 0 && content.length > 0) return content;
  throw new UserError(
    `The kernel headers could not be read on ${session.name}: ${stderr.trim().split('\n').at(-1) ?? ''}.`,
    'See that tar, gzip and base64 are installed there, then try again.',
    { code: 'headers-unreadable' },
  );
}

async function unpack(content: Buffer, folder: string, signal: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'headers.tar.gz');
  await writeFile(file, content, { signal });
  await runTool(['tar', '-xzf', file, '-C', folder], { signal });
  await rm(file);
}
