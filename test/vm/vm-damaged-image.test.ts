// An image that was damaged behind the back of its manifest, for real: it is found out when the guest does not
// boot, made anew, and the disk that lay on the old one is not put on the new one.
import { execFile } from 'node:child_process';
import { mkdir, open, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { silentReport } from '../../remote/src/jobs/job';
import { defaultCacheFolder, foldersIn } from '../../remote/src/vm/folders';
import { imageFolder } from '../../remote/src/vm/image';
import type { Manifest } from '../../remote/src/vm/manifest';
import { sshCommand } from '../../remote/src/vm/ssh-command';
import { findSuite } from '../../remote/src/vm/suites';
import { TestVm, type RunningVm } from '../../remote/src/vm/test-vm';
import { temporaryFolder } from '../support/temporary-folder';

const work = { report: silentReport, signal: new AbortController().signal };
const run = promisify(execFile);

/** Gives a cache folder of its own a copy of the image that the other tests use, and their packages. */
async function copyImage(cacheFolder: string): Promise<string> {
  const usual = foldersIn(defaultCacheFolder());
  const own = foldersIn(cacheFolder);
  const original = imageFolder(usual.images, findSuite('bookworm'));
  const copy = join(own.images, basename(original));
  await mkdir(own.images, { recursive: true });
  await symlink(usual.packages, own.packages);
  await run('cp', ['--archive', '--sparse=always', original, copy]);
  const manifestFile = join(copy, 'manifest.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
  await writeFile(manifestFile, JSON.stringify({ ...manifest, folder: copy }));
  return copy;
}

/** Overwrites the beginning of a file and gives it its old time back, to the nanosecond. */
async function damage(path: string): Promise<void> {
  const witness = join(path, '../witness');
  await run('touch', ['--reference', path, witness]);
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(100_000), 0, 100_000, 0);
  await file.close();
  await run('touch', ['--reference', witness, path]);
}

async function inGuest(vm: RunningVm, script: string): Promise<string> {
  const [program = 'ssh', ...argv] = sshCommand(vm);
  return (await run(program, [...argv, script])).stdout.trim();
}

it(
  'an image that was damaged unseen is found out by the boot and made anew',
  { timeout: 15 * 60_000 },
  async () => {
    const usual = new TestVm({ instance: 'undamaged' });
    await usual.up(work);
    await usual.down();
    const cache = await temporaryFolder();
    const image = await copyImage(cache.path);
    const machine = new TestVm({ instance: 'damaged', cacheFolder: cache.path });
    onTestFinished(async () => {
      await machine.down();
      await cache.remove();
    });
    await inGuest(await machine.up(work), 'echo mine > /root/file');
    await machine.down();
    await damage(join(image, 'initramfs.cpio'));
    const steps: string[] = [];
    const report = { step: (title: string) => steps.push(title), output: () => undefined };
    const vm = await machine.up({ ...work, report });
    expect(steps).toContain('Throwing the image away, since initramfs.cpio has another content');
    expect(steps.at(-1)).toMatch(/^Booting Debian bookworm/);
    expect(await inGuest(vm, 'cat /root/file || echo gone')).toBe('gone');
  },
);
