// The source files of a module's folder with their content, as both ways of copying them need them: sync.ts to
// a target, build-here.ts to a work folder on this machine.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../user-error';

export interface SourceFile {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  readonly content: Buffer;
  /** SHA-256 of the content, in hexadecimal. */
  readonly hash: string;
  /** Permission bits; only whether a file is executable is carried over. */
  readonly mode: number;
}

/** A folder that holds more than this is not the folder of a module. */
const most = { files: 2000, bytes: 32 * 1024 * 1024 };

/** Rejects with a `UserError` when the folder cannot be read or is far too large for a module's. */
export async function readSourceFiles(folder: string): Promise<SourceFile[]> {
  const paths = await listFiles(folder, '');
  if (paths.length > most.files) throw tooLarge(folder);
  const files: SourceFile[] = [];
  let bytes = 0;
  for (const path of paths.sort()) {
    const file = join(folder, path);
    const [content, { mode }] = await Promise.all([readFile(file), stat(file)]);
    bytes += content.length;
    if (bytes > most.bytes) throw tooLarge(folder);
    const hash = createHash('sha256').update(content).digest('hex');
    files.push({ path, content, hash, mode: (mode & 0o111) === 0 ? 0o644 : 0o755 });
  }
  return files;
}

/** One hash for all files and their names: equal when nothing that is built from has changed. */
export function hashOfAll(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { path, hash: content } of files) hash.update(`${content} ${path}\0`);
  return hash.digest('hex');
}

const artefact =
  /(?:^|\/)\.|\.(?:o|ko|mod|mod\.c|so|a|cmd|dwo|order|symvers|symvers\.tmp|gcno|gcda)$|(?:^|\/)(?:node_modules|__pycache__)(?:\/|$)/;

/** Whether a path is what a build leaves behind, or hidden, rather than what it is made from. */
export function isArtefact(path: string): boolean {
  return artefact.test(path);
}

async function listFiles(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const lists = entries.map(async (entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (isArtefact(path)) return [];
    if (entry.isDirectory()) return listFiles(folder, path);
    const isFile = entry.isFile() || (entry.isSymbolicLink() && (await isLinkToFile(join(folder, path))));
    return isFile ? [path] : [];
  });
  return (await Promise.all(lists)).flat();
}

async function isLinkToFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function tooLarge(folder: string): UserError {
  return new UserError(
    `${folder} holds too much to be the folder of one module (more than ${most.files} files or ${most.bytes / 1024 / 1024} MiB).`,
    'Put the module, its Kbuild and its headers into a folder of their own.',
    { code: 'folder-too-large' },
  );
}
