// Images that a newer recipe has replaced are most of a gigabyte each. They are kept for a while, since another
// checkout of this project may still use them, and never removed from under a machine that runs.
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { findQemu, readState } from './state';

const keptFor = 14 * 86_400_000;

/** Notes that an image was used just now. */
export async function markUsed(image: string): Promise<void> {
  const now = new Date();
  await utimes(image, now, now);
}

/** Removes images that nobody has used for two weeks and that no machine runs on. */
export async function pruneImages(folders: {
  readonly images: string;
  readonly instances: string;
}): Promise<void> {
  const running = await imagesInUse(folders.instances);
  for (const name of await readdir(folders.images)) {
    const folder = join(folders.images, name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs < keptFor || running.has(folder)) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

async function imagesInUse(instances: string): Promise<Set<string>> {
  const images = new Set<string>();
  for (const name of await readdir(instances).catch(() => [])) {
    const folder = join(instances, name);
    const state = await readState(folder);
    if (state !== undefined && (await findQemu(folder)) !== undefined) images.add(state.image);
  }
  return images;
}
