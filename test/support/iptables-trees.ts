// iptables in the versions the project knows facts of, beside whatever this machine has installed: as programs that
// run, and as sources, whose tests are run by ours. Both come from Debian's archive, checked by apt's signatures and
// hashes, without root; they stay in the user's cache folder and are fetched once.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { silentReport } from '../../remote/src/jobs/job';
import { defaultCacheFolder } from '../../remote/src/vm/folders';
import { withLock } from '../../remote/src/vm/lock';
import { fetchPackages } from '../../remote/src/vm/packages';
import { PrivateApt } from '../../remote/src/vm/private-apt';
import { runTool } from '../../remote/src/vm/tool';
import { unpackPackages } from '../../remote/src/vm/tree';
import type { Work } from '../../remote/src/vm/work';

/** Which suite of Debian has the version. */
const suites = {
  '1.8.9': { name: 'bookworm', security: undefined },
  '1.8.11': { name: 'trixie', security: undefined },
} as const;

export type IptablesVersion = keyof typeof suites;

export const iptablesVersions = Object.keys(suites) as readonly IptablesVersion[];

/** What is fetched, for whoever reads that it cannot be. */
const purpose = 'the Debian packages of iptables';

/** One version of iptables that runs on this machine, with the C library it was built for. */
export interface IptablesTree {
  readonly version: IptablesVersion;
  /** Folder of its extensions, `libxt_….so` and their like. */
  readonly extensions: string;
  /** Folder of libxtables' headers. */
  readonly headers: string;
  /** What starts a program with the tree's own libraries: one of the tree by its name, any other by its path. */
  argv(program: string): readonly string[];
}

/** Fetches a version of iptables unless that was done before. */
export async function iptablesTree(version: IptablesVersion): Promise<IptablesTree> {
  const tree = await once(`tree-${version}`, async (folder, work) => {
    const names = ['iptables', 'libc6', 'libxtables-dev'];
    const wanted = { ...suites[version], packages: names, purpose };
    const packages = await fetchPackages(wanted, join(folder, 'apt'), work);
    await unpackPackages(packages, join(folder, 'result'), work);
  });
  const libraries = join(tree, 'usr/lib/x86_64-linux-gnu');
  const extensions = join(libraries, 'xtables');
  const loader = [join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', libraries];
  return {
    version,
    extensions,
    headers: join(tree, 'usr/include'),
    argv: (program) => [
      ...['env', `XTABLES_LIBDIR=${extensions}`, ...loader],
      program.includes('/') ? program : join(tree, 'usr/sbin', program),
    ],
  };
}

/** Fetches the sources of a version of iptables unless that was done before; gives their folder. */
export function iptablesSources(version: IptablesVersion): Promise<string> {
  return once(`sources-${version}`, async (folder, work) => {
    const apt = new PrivateApt(join(folder, 'apt'), work.signal, purpose);
    await apt.prepare(suites[version], 'deb-src');
    await apt.run(['update', '-q'], work.report);
    // The tests are all in the upstream archive: Debian's patches change no rule and no verdict.
    await apt.run(['source', '--tar-only', '--yes', 'iptables'], work.report);
    const archive = (await readdir(apt.folder)).find((name) => /\.orig\.tar\.\w+$/.test(name)) ?? '';
    const result = join(folder, 'result');
    await mkdir(result);
    const argv = ['tar', '--extract', '--file', join(apt.folder, archive), '--strip-components=1'];
    await runTool([...argv, '--no-same-owner', '--directory', result], work);
  });
}

/**
 * The folder `name` of the cache, made by `make` when it is not there: `make` is given an empty folder and leaves
 * what is wanted as `result` in it. Two processes that want the same make it once.
 */
export async function once(
  name: string,
  make: (folder: string, work: Work) => Promise<void>,
): Promise<string> {
  const cache = join(defaultCacheFolder(), 'iptables');
  const wanted = join(cache, name);
  if (existsSync(wanted)) return wanted;
  const work: Work = { report: silentReport, signal: AbortSignal.timeout(5 * 60_000) };
  await withLock(join(cache, `${name}.lock`), work, async () => {
    if (existsSync(wanted)) return;
    const folder = `${wanted}.partial`;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await make(folder, work);
    await rename(join(folder, 'result'), wanted);
    await rm(folder, { recursive: true, force: true });
  });
  return wanted;
}
