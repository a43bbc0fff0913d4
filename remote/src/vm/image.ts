// Makes an image: packages → tree → disk, kernel, initramfs, keys and headers, in a temporary folder beside the
// finished ones, which is renamed as the last step. Whatever ends the work earlier leaves no image behind.
import { createHash } from 'node:crypto';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { JobReport } from '../jobs/job';
import { relocateHeaders, sysrootPackages } from './build-tree';
import { guestFiles, type GuestFile } from './guest';
import { buildInitramfs } from './initramfs';
import { checkImage, writeManifest, type Manifest } from './manifest';
import { fetchPackages, type DebianPackage } from './packages';
import type { Suite } from './suites';
import { runTool } from './tool';
import { addAccounts, addGuestFiles, indexModules, kernelReleaseOf, unpackPackages } from './tree';
import { explainFileError, requireSpace } from './trouble';
import type { Work } from './work';

/** A finished image. Every path is absolute. */
export interface Image {
  readonly folder: string;
  readonly manifest: Manifest;
  /** The read-only base that instances put their overlays on. */
  readonly disk: string;
  /** Tells the disk from that of any other image, also of one that lay in the same folder. */
  readonly diskDigest: string;
  readonly kernel: string;
  readonly initramfs: string;
  readonly identityFile: string;
  /** The guest's public host key: `ssh-ed25519 AAAA…`. */
  readonly hostKeyFile: string;
  readonly sysroot: string;
  readonly buildTree: string;
}

/** Raise this when images are built another way than guest.ts and suites.ts say. */
const recipeVersion = 2;

/** Room for a few builds of a kernel module; the file is sparse, so what is not used costs nothing. */
const diskSize = 2 * 1024 ** 3;

/** Begins the names of folders that are being filled; the name that the image is to have follows. */
const unfinished = '.building-';

/** Equal for images that hold the same but for package versions, so that a change of the recipe is noticed. */
export function recipeOf(suite: Suite): string {
  const parts = JSON.stringify([recipeVersion, suite, guestFiles(suite)]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 12);
}

/** Where the image of a suite lies; another recipe lies elsewhere, so machines that run keep theirs. */
export function imageFolder(images: string, suite: Suite): string {
  return join(images, `${suite.name}-${recipeOf(suite)}`);
}

export function imageIn(folder: string, manifest: Manifest): Image {
  const path = (name: string): string => join(folder, name);
  return {
    folder,
    manifest,
    disk: path('disk.img'),
    diskDigest: manifest.files['disk.img']?.blake2b ?? '',
    kernel: path('vmlinuz'),
    initramfs: path('initramfs.cpio'),
    identityFile: path('id_ed25519'),
    hostKeyFile: path('host_key.pub'),
    sysroot: path('sysroot'),
    buildTree: path(manifest.buildTree),
  };
}

/** Fills `scratch` with an image that is to lie in `folder`. */
type Build = (scratch: string, folder: string) => Promise<void>;

/**
 * The image of a suite, built when there is none or when the one there is damaged. The caller holds the lock on
 * the suite.
 */
export async function ensureImage(
  suite: Suite,
  folders: { readonly images: string; readonly packages: string },
  work: Work,
  build: Build = (scratch, folder) => buildImage(suite, folders.packages, folder, scratch, work),
): Promise<Image> {
  const folder = imageFolder(folders.images, suite);
  const recipe = recipeOf(suite);
  const check = await checkImage(folder, recipe);
  if (check.state === 'good') return imageIn(folder, check.manifest);
  if (check.state === 'damaged') work.report.step(`Making the image anew, since ${check.reason}`);
  try {
    await buildAtomically(folder, (scratch) => build(scratch, folder));
  } catch (error) {
    throw explainFileError(error, folders.images);
  }
  const built = await checkImage(folder, recipe);
  if (built.state !== 'good') throw new Error(`The image in ${folder} is not usable after it was built.`);
  return imageIn(folder, built.manifest);
}

/**
 * Reads the whole image of a suite and removes it when it is not what was built. The caller holds the lock on the
 * suite.
 *
 * @returns Whether it was removed.
 */
export async function discardIfDamaged(suite: Suite, images: string, report: JobReport): Promise<boolean> {
  const folder = imageFolder(images, suite);
  const check = await checkImage(folder, recipeOf(suite), { thorough: true });
  if (check.state !== 'damaged') return false;
  report.step(`Throwing the image away, since ${check.reason}`);
  await rm(folder, { recursive: true, force: true });
  return true;
}

/**
 * Lets `build` fill a temporary folder and gives it its name when that has succeeded. What an earlier, killed
 * build left behind is removed first.
 */
export async function buildAtomically(
  folder: string,
  build: (scratch: string) => Promise<void>,
): Promise<void> {
  const parent = join(folder, '..');
  await mkdir(parent, { recursive: true, mode: 0o700 });
  // Images of other suites may be in the making at the same time.
  const prefix = `${unfinished}${basename(folder)}-`;
  const leftovers = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  for (const name of leftovers) await rm(join(parent, name), { recursive: true, force: true });
  const scratch = await mkdtemp(join(parent, prefix));
  try {
    await build(scratch);
    await rm(folder, { recursive: true, force: true });
    await rename(scratch, folder);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function buildImage(
  suite: Suite,
  packagesFolder: string,
  folder: string,
  scratch: string,
  work: Work,
): Promise<void> {
  await requireSpace(scratch);
  const packages = await fetchPackages(suite, join(packagesFolder, suite.name), work);
  const tree = join(scratch, 'tree');
  work.report.step(`Unpacking ${packages.length} packages`);
  await unpackPackages(packages, tree, work);
  const kernelRelease = await kernelReleaseOf(tree);
  const keys = await makeKeys(scratch, work.signal);
  await addAccounts(tree);
  await addGuestFiles(tree, [...guestFiles(suite), ...keys]);
  await indexModules(tree, kernelRelease, work.signal);

  work.report.step('Making the disk');
  await copyFile(join(tree, 'boot', `vmlinuz-${kernelRelease}`), join(scratch, 'vmlinuz'));
  const initramfs = join(scratch, 'initramfs');
  await buildInitramfs(tree, kernelRelease, join(scratch, 'initramfs.cpio'), { ...work, scratch: initramfs });
  await makeDisk(tree, join(scratch, 'disk.img'), work.signal);
  for (const used of [tree, initramfs]) await rm(used, { recursive: true });

  work.report.step('Unpacking the kernel headers for building here');
  const sysroot = join(scratch, 'sysroot');
  await unpackPackages(sysrootPackages(packages), sysroot, work);
  const buildTree = await relocateHeaders(sysroot, join(folder, 'sysroot'), kernelRelease);
  await finish(scratch, {
    recipe: recipeOf(suite),
    suite: suite.name,
    folder,
    kernelRelease,
    buildTree: join('sysroot', buildTree),
    extensionFolder: '/usr/lib/x86_64-linux-gnu/xtables',
    packages: versionsOf(packages),
  });
}

/** A key pair to log in with, and the guest's own; both are of this image alone. */
async function makeKeys(scratch: string, signal: AbortSignal): Promise<GuestFile[]> {
  const make = async (name: string, comment: string): Promise<[secret: string, shown: string]> => {
    const path = join(scratch, name);
    await runTool(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', comment, '-f', path], { signal });
    return [await readFile(path, 'utf8'), await readFile(`${path}.pub`, 'utf8')];
  };
  const [, login] = await make('id_ed25519', 'netfilter-workbench');
  const [hostSecret, hostKey] = await make('host_key', 'netfilter-workbench-vm');
  await rm(join(scratch, 'host_key'));
  return [
    { path: '/root/.ssh/authorized_keys', text: login, mode: 0o600 },
    { path: '/etc/ssh/ssh_host_ed25519_key', text: hostSecret, mode: 0o600 },
    { path: '/etc/ssh/ssh_host_ed25519_key.pub', text: hostKey, mode: 0o644 },
  ];
}

/** Fills an ext4 file system from the tree, all of it owned by root, with neither root nor a mount. */
async function makeDisk(tree: string, disk: string, signal: AbortSignal): Promise<void> {
  await (await open(disk, 'wx')).close();
  await truncate(disk, diskSize);
  await chmod(join(tree, 'root'), 0o700);
  await runTool(
    [
      'fakeroot',
      'mke2fs',
      '-q',
      '-t',
      'ext4',
      '-m',
      '0',
      '-L',
      'netfilter',
      '-E',
      'root_owner=0:0',
      '-d',
      tree,
      disk,
    ],
    { signal },
  );
}

async function finish(scratch: string, facts: Omit<Manifest, 'files'>): Promise<void> {
  const headers = facts.buildTree;
  await chmod(join(scratch, 'disk.img'), 0o400);
  await writeManifest(scratch, facts, [
    'disk.img',
    'vmlinuz',
    'initramfs.cpio',
    'id_ed25519',
    'id_ed25519.pub',
    'host_key.pub',
    join(headers, 'Makefile'),
    join(headers, '.config'),
    join(headers, 'Module.symvers'),
  ]);
}

function versionsOf(packages: readonly DebianPackage[]): Record<string, string> {
  return Object.fromEntries(packages.map(({ name, version }) => [name, version]));
}
