// The files of the guest, as a folder on this machine: packages unpacked, then what guest.ts adds. image.ts turns
// the folder into a disk. Everything is owned by whoever runs this; fakeroot makes it root's later.
import { appendFile, chmod, copyFile, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../user-error';
import { extraAccounts, type GuestFile } from './guest';
import type { DebianPackage } from './packages';
import { pipeTools, runTool } from './tool';
import type { Work } from './work';

/** Folders that Debian merged under /usr; packages of older suites still name them as they were. */
const mergedFolders = ['bin', 'sbin', 'lib', 'lib64'] as const;

/** Nothing in a test machine reads these. */
const leftOut = ['./usr/share/doc/*', './usr/share/man/*', './usr/share/locale/*', './usr/share/info/*'];

/** Unpacks packages into `tree`, which is made. */
export async function unpackPackages(
  packages: readonly DebianPackage[],
  tree: string,
  { report, signal }: Work,
): Promise<void> {
  await mkdir(tree, { recursive: true });
  for (const name of mergedFolders) {
    await mkdir(join(tree, 'usr', name), { recursive: true });
    await symlink(`usr/${name}`, join(tree, name));
  }
  const extract = ['tar', '--extract', '--directory', tree, '--keep-directory-symlink', '--no-same-owner'];
  const exclude = leftOut.map((pattern) => `--exclude=${pattern}`);
  for (const [index, { name, file }] of packages.entries()) {
    await pipeTools(['dpkg-deb', '--fsys-tarfile', file], [...extract, ...exclude], { signal });
    report.output(`${Math.floor(((index + 1) * 100) / packages.length)} % ${name}`);
  }
}

/** Puts `files` into the tree, in the place of what is there. */
export async function addGuestFiles(tree: string, files: readonly GuestFile[]): Promise<void> {
  for (const file of files) {
    const path = join(tree, file.path);
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    if ('link' in file) {
      await symlink(file.link, path);
    } else {
      await writeFile(path, file.text);
      await chmod(path, file.mode);
    }
  }
}

/** Makes the accounts from the lists that base-passwd ships, as its own script would. */
export async function addAccounts(tree: string): Promise<void> {
  for (const name of ['passwd', 'group'] as const) {
    const path = join(tree, 'etc', name);
    await copyFile(join(tree, 'usr/share/base-passwd', `${name}.master`), path);
    await appendFile(path, `${extraAccounts[name].join('\n')}\n`);
  }
}

/** The one kernel inside the tree. */
export async function kernelReleaseOf(tree: string): Promise<string> {
  const releases = await readdir(join(tree, 'usr/lib/modules'));
  const [release] = releases;
  if (release === undefined || releases.length > 1) {
    throw new UserError(
      `The packages of the test VM hold ${releases.length} kernels where one was expected.`,
      'Try again once the Debian mirror of this machine is up to date.',
      { code: 'apt-failed' },
    );
  }
  return release;
}

/** Lists the modules for modprobe, as the kernel package's script would. */
export async function indexModules(tree: string, kernelRelease: string, signal: AbortSignal): Promise<void> {
  await runTool(['depmod', '--basedir', tree, kernelRelease], { signal });
}
