// Sentences for what goes wrong around the test VM for reasons that several of its parts meet.
import { statfs } from 'node:fs/promises';
import { UserError } from '../user-error';

/** Debian's package for each program that the VM needs on this machine. */
const packageOf: Readonly<Record<string, string>> = {
  'apt-get': 'apt',
  'apt-config': 'apt',
  'dpkg-deb': 'dpkg',
  tar: 'tar',
  fakeroot: 'fakeroot',
  mke2fs: 'e2fsprogs',
  depmod: 'kmod',
  cpio: 'cpio',
  xz: 'xz-utils',
  flock: 'util-linux',
  'ssh-keygen': 'openssh-client',
  ssh: 'openssh-client',
  'qemu-img': 'qemu-utils',
  'qemu-system-x86_64': 'qemu-system-x86',
};

/** The Debian packages that the test VM needs on the machine that runs it. */
export const neededPackages: readonly string[] = [...new Set(Object.values(packageOf))];

export function missingTool(program: string): UserError {
  const debianPackage = packageOf[program];
  return new UserError(
    `The test VM needs ${program}, which is not installed.`,
    debianPackage === undefined
      ? `Install it, then try again.`
      : `Install it with \`sudo apt-get install ${debianPackage}\`, then try again.`,
    { code: 'missing-tool' },
  );
}

/** What making an image takes at its peak: the packages, their files, the disk and the headers. */
const neededSpace = 2 * 1024 ** 3;

export function diskFull(cause?: unknown): UserError {
  return new UserError(
    'The disk that holds the test VM is full.',
    'Free about 2 GB in the cache folder (~/.cache, or where XDG_CACHE_HOME points), then try again; nothing half done was kept.',
    { code: 'disk-full', cause },
  );
}

/** Rejects when an image can be seen not to fit; apt-get, for one, hangs when its lists do not. */
export async function requireSpace(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < neededSpace) throw diskFull();
}

/** Gives the error of a file operation the sentence a person needs; any other value passes unchanged. */
export function explainFileError(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof UserError) return error;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return diskFull(error);
  if (
    error.code === 'EACCES' ||
    error.code === 'EPERM' ||
    error.code === 'EROFS' ||
    error.code === 'ENOTDIR'
  ) {
    return new UserError(
      `The test VM cannot write to its cache folder ${folder} (${String(error.code)}).`,
      'Make the folder writable, or point XDG_CACHE_HOME at one that is.',
      { code: 'cache-unwritable', cause: error },
    );
  }
  return error;
}
