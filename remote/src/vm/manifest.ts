// What an image says about itself, and whether it is still what was built. The manifest is written last, so a
// folder without one is half built.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Manifest {
  /** Fingerprint of everything that decides what an image of the suite contains but for package versions. */
  readonly recipe: string;
  readonly suite: string;
  /** The folder that the image was built for: its kernel headers name it. */
  readonly folder: string;
  readonly kernelRelease: string;
  /** Relative to the image's folder. */
  readonly buildTree: string;
  readonly extensionFolder: string;
  /** Name and version of each package inside. */
  readonly packages: Readonly<Record<string, string>>;
  /** By path relative to the image's folder. */
  readonly files: Readonly<Record<string, FileRecord>>;
}

/** A file as it was when the image was finished. */
interface FileRecord {
  readonly size: number;
  /** Milliseconds since the epoch, with the fraction that the file system keeps. */
  readonly modified: number;
  readonly blake2b: string;
}

const fileName = 'manifest.json';

/** Records the named files of a finished image and writes its manifest. */
export async function writeManifest(
  folder: string,
  facts: Omit<Manifest, 'files'>,
  files: readonly string[],
): Promise<void> {
  const records: Record<string, FileRecord> = {};
  for (const name of files) records[name] = await recordOf(join(folder, name));
  const manifest: Manifest = { ...facts, files: records };
  await writeFile(join(folder, fileName), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

async function recordOf(path: string): Promise<FileRecord> {
  const { size, mtimeMs } = await stat(path);
  return { size, modified: mtimeMs, blake2b: await hashOf(path) };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('blake2b512');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

export type ImageCheck =
  | { readonly state: 'good'; readonly manifest: Manifest }
  | { readonly state: 'missing' }
  /** `reason` is one clause that says what is wrong: `disk.img has another size`. */
  | { readonly state: 'damaged'; readonly reason: string };

/**
 * Whether the image in `folder` may be used.
 *
 * A file whose size and time of change are as recorded is taken to be the same; any other is read whole.
 * `thorough` reads all of them, which takes seconds.
 */
export async function checkImage(
  folder: string,
  recipe: string,
  { thorough = false }: { readonly thorough?: boolean } = {},
): Promise<ImageCheck> {
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) return { state: 'missing' };
  const damaged = (reason: string): ImageCheck => ({ state: 'damaged', reason });
  const manifest = await readManifest(folder);
  if (manifest === undefined) return damaged('it was not built to its end');
  if (manifest.recipe !== recipe) return damaged('it was built another way');
  if (manifest.folder !== folder) return damaged('it was moved here from another folder');
  for (const [name, record] of Object.entries(manifest.files)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found === undefined) return damaged(`${name} is missing`);
    if (found.size !== record.size) return damaged(`${name} has another size`);
    if (!thorough && found.mtimeMs === record.modified) continue;
    if ((await hashOf(join(folder, name))) !== record.blake2b) return damaged(`${name} has another content`);
  }
  return { state: 'good', manifest };
}

/** The manifest of a folder, or undefined when there is none that can be read. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(folder, fileName), 'utf8'));
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  const texts = ['recipe', 'suite', 'folder', 'kernelRelease', 'buildTree', 'extensionFolder'];
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Record<string, unknown>;
  return (
    texts.every((name) => typeof fields[name] === 'string') &&
    typeof fields['files'] === 'object' &&
    fields['files'] !== null
  );
}
