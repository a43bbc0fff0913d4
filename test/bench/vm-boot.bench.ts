// What the tool adds to the boot of a machine: `up` of a VM that is stopped, against QEMU started by hand with the
// same command line, both until the guest's SSH server greets.
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { silentReport } from '../../remote/src/jobs/job';
import { defaultCacheFolder, foldersIn } from '../../remote/src/vm/folders';
import { imageFolder, imageIn, type Image } from '../../remote/src/vm/image';
import { readManifest } from '../../remote/src/vm/manifest';
import {
  createOverlay,
  findFreePort,
  instanceFiles,
  qemuCommand,
  type Accelerator,
} from '../../remote/src/vm/qemu';
import { sshAnswers, waitForGuest } from '../../remote/src/vm/readiness';
import { findSuite } from '../../remote/src/vm/suites';
import { TestVm } from '../../remote/src/vm/test-vm';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { compare } from './compare';

/** Milliseconds after which a boot has failed, on a machine however slow. */
const deadline = 300_000;

const signal = new AbortController().signal;
const run = { report: silentReport, signal };
const machine = new TestVm({ instance: 'bench' });
let image: Image;
let accelerator: Accelerator;
let folder: TemporaryFolder;

beforeAll(async () => {
  accelerator = (await machine.reset(run)).accelerator;
  await machine.down();
  const place = imageFolder(foldersIn(defaultCacheFolder()).images, findSuite('bookworm'));
  const manifest = await readManifest(place);
  if (manifest === undefined) throw new Error('The image that was just booted has no manifest.');
  image = imageIn(place, manifest);
  folder = await temporaryFolder();
});

afterAll(async () => {
  await machine.down();
  await folder.remove();
});

/** Milliseconds from starting `up` to its result; shutting down is not timed. */
async function bootWithTool(): Promise<number> {
  const begun = performance.now();
  await machine.up(run);
  const taken = performance.now() - begun;
  await machine.down();
  return taken;
}

/** Milliseconds from starting QEMU to SSH's greeting; making the disk and ending QEMU are not timed. */
async function bootByHand(): Promise<number> {
  for (const name of [instanceFiles.overlay, instanceFiles.console]) {
    await rm(join(folder.path, name), { force: true });
  }
  await createOverlay(image, folder.path, signal);
  const port = await findFreePort();
  const [program = '', ...argv] = qemuCommand({ image, accelerator, port });
  const begun = performance.now();
  const qemu = spawn(program, argv, { cwd: folder.path, stdio: 'ignore' });
  try {
    // A connection that is made before the guest listens is retried ever more slowly, so its console is watched.
    const isAlive = (): Promise<boolean> => Promise.resolve(qemu.exitCode === null);
    await waitForGuest(folder.path, { isAlive, deadline, signal });
    if (!(await sshAnswers(port, { deadline, signal }))) throw new Error('The guest did not boot.');
    return performance.now() - begun;
  } finally {
    qemu.kill();
    while (qemu.exitCode === null && qemu.signalCode === null) await sleep(20);
  }
}

compare('nfw vm up / QEMU by hand, until SSH greets', { atMost: 1.2, ours: bootWithTool, other: bootByHand });
