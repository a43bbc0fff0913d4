import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { foldersIn, type Folders } from '../../../remote/src/vm/folders';
import { markUsed, pruneImages } from '../../../remote/src/vm/prune';
import { writeState } from '../../../remote/src/vm/state';
import { temporaryFolder } from '../../support/temporary-folder';

let folders: Folders;

beforeEach(async () => {
  const temporary = await temporaryFolder();
  onTestFinished(temporary.remove);
  folders = foldersIn(temporary.path);
  await mkdir(folders.images, { recursive: true });
});

/** An image that was last used so many days ago. */
async function addImage(name: string, daysAgo: number): Promise<string> {
  const folder = join(folders.images, name);
  await mkdir(folder);
  await writeFile(join(folder, 'disk.img'), '', { mode: 0o400 });
  const then = new Date(Date.now() - daysAgo * 86_400_000);
  await utimes(folder, then, then);
  return folder;
}

it('removes what has not been used for two weeks, and keeps the rest', async () => {
  await addImage('bookworm-old', 15);
  await addImage('bookworm-recent', 13);
  await markUsed(await addImage('bookworm-used', 100));
  await pruneImages(folders);
  expect((await readdir(folders.images)).sort()).toEqual(['bookworm-recent', 'bookworm-used']);
});

it('keeps an old image that a machine runs on, and not one that a machine ran on', async () => {
  const machine = async (name: string, image: string): Promise<string> => {
    const folder = join(folders.instances, name);
    await mkdir(folder, { recursive: true });
    await writeState(folder, { image, diskDigest: 'abc' });
    return folder;
  };
  const running = await machine('running', await addImage('bookworm-running', 100));
  await machine('stopped', await addImage('bookworm-stopped', 100));
  const qemu = spawn('sleep', ['60'], { argv0: 'qemu-system-x86_64', cwd: running });
  onTestFinished(() => void qemu.kill());
  await once(qemu, 'spawn');
  await writeFile(join(running, 'qemu.pid'), String(qemu.pid));
  await pruneImages(folders);
  expect(await readdir(folders.images)).toEqual(['bookworm-running']);
});
