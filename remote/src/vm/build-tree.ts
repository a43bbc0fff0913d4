// Building for the guest on this machine: the image's kernel headers and its C library with libxtables, unpacked
// beside the image. Under emulation a compiler inside the guest is more than ten times slower than one here.
//
// What a libxt_*.so needs comes from the image too, and not from this machine's own libxtables-dev: the library
// is loaded by the guest's iptables, which refuses one made for another version of libxtables, and by the
// guest's C library, which may be older than ours.
import { constants } from 'node:fs';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DebianPackage } from './packages';
import type { HostBuild } from './running-vm';
import { tryTool } from './tool';

/** The packages that building outside the guest reads; the image holds them as well. */
const needed =
  /^(linux-headers-.*|linux-kbuild-.*|linux-libc-dev|libc6|libc6-dev|libcrypt-dev|libxtables12|libxtables-dev)$/;

/** Those of an image's packages that its sysroot is unpacked from. */
export function sysrootPackages(packages: readonly DebianPackage[]): DebianPackage[] {
  return packages.filter(({ name }) => needed.test(name));
}

/**
 * Points the headers, which expect to lie in /usr/src, at where they are unpacked.
 *
 * @param unpacked Where the sysroot lies now, and `sysroot` where it will lie once the image is finished.
 * @returns The folder for `make -C`, relative to the sysroot.
 */
export async function relocateHeaders(
  unpacked: string,
  sysroot: string,
  kernelRelease: string,
): Promise<string> {
  const sources = join(unpacked, 'usr/src');
  for (const folder of await readdir(sources)) {
    for (const name of ['Makefile', '.kernelvariables']) {
      const path = join(sources, folder, name);
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text?.includes('/usr/src/') !== true) continue;
      await writeFile(path, text.replaceAll(/(?<![\w.])\/usr\/src\//g, `${sysroot}/usr/src/`));
    }
  }
  return join('usr/src', `linux-headers-${kernelRelease}`);
}

/**
 * Decides by trying whether `make -C buildTree` works here: the compiler that the kernel was built with must be
 * installed, and the kernel's own helper programs must run.
 */
export async function checkHostBuild(buildTree: string, signal: AbortSignal): Promise<HostBuild> {
  const no = (reason: string): HostBuild => ({ works: false, reason });
  const variables = await readFile(join(buildTree, '.kernelvariables'), 'utf8').catch(() => '');
  const compiler = /^(?:override )?CC = .*\b(gcc[\w.-]*)\s*$/m.exec(variables)?.[1];
  if (compiler === undefined) return no('The kernel headers do not name their compiler.');
  for (const program of [compiler, 'make']) {
    if (!(await isOnPath(program))) return no(`${program} is not installed on this machine.`);
  }
  for (const helper of ['scripts/basic/fixdep', 'scripts/mod/modpost', 'tools/objtool/objtool']) {
    const trouble = await whyItDoesNotStart(join(buildTree, helper), signal);
    if (trouble !== undefined) return no(`The kernel's ${helper} does not run on this machine: ${trouble}.`);
  }
  return { works: true };
}

async function isOnPath(program: string): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const found = await Promise.all(
    folders.map((folder) =>
      access(join(folder, program), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

/** What the dynamic loader says when a program cannot start here; a usage message means that it did start. */
async function whyItDoesNotStart(program: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const { stderr } = await tryTool([program], { signal });
    return /error while loading shared libraries: .*|version `\S+' not found/.exec(stderr)?.[0];
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
