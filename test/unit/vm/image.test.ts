import { spawnSync } from 'node:child_process';
import { mkdir, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  buildAtomically,
  discardIfDamaged,
  ensureImage,
  imageFolder,
  recipeOf,
} from '../../../remote/src/vm/image';
import { writeManifest } from '../../../remote/src/vm/manifest';
import { findSuite, suiteNames } from '../../../remote/src/vm/suites';
import { temporaryFolder } from '../../support/temporary-folder';

let images: string;

beforeEach(async () => {
  const temporary = await temporaryFolder();
  onTestFinished(temporary.remove);
  images = join(temporary.path, 'images');
});

describe('building atomically', () => {
  const target = (): string => join(images, 'bookworm-1');

  it('gives the folder its name only once it is complete', async () => {
    await buildAtomically(target(), async (scratch) => {
      await writeFile(join(scratch, 'disk.img'), 'x');
      expect(await readdir(images)).not.toContain('bookworm-1');
    });
    expect(await readdir(target())).toEqual(['disk.img']);
    expect(await readdir(images)).toEqual(['bookworm-1']);
  });

  it('leaves nothing behind when it fails', async () => {
    const failing = buildAtomically(target(), async (scratch) => {
      await writeFile(join(scratch, 'disk.img'), 'x');
      throw new Error('no more');
    });
    await expect(failing).rejects.toThrow('no more');
    expect(await readdir(images)).toEqual([]);
  });

  it('keeps the image that is there when making a new one fails', async () => {
    await mkdir(target(), { recursive: true });
    await writeFile(join(target(), 'disk.img'), 'old');
    await expect(buildAtomically(target(), () => Promise.reject(new Error('no more')))).rejects.toThrow();
    expect(await readdir(target())).toEqual(['disk.img']);
  });

  it('sweeps up after a build that was killed, and leaves alone one of another suite', async () => {
    await mkdir(join(images, '.building-bookworm-1-dead', 'tree'), { recursive: true });
    await mkdir(join(images, '.building-trixie-1-alive', 'tree'), { recursive: true });
    await buildAtomically(target(), (scratch) => writeFile(join(scratch, 'disk.img'), 'x'));
    expect((await readdir(images)).sort()).toEqual(['.building-trixie-1-alive', 'bookworm-1']);
  });
});

describe('the image of a suite', () => {
  const bookworm = findSuite('bookworm');
  const signal = new AbortController().signal;

  /** Stands in for the real build, which takes a minute: an image of one file. */
  function countedBuilds(): { count: number; build: (scratch: string, folder: string) => Promise<void> } {
    const counted = {
      count: 0,
      build: async (scratch: string, folder: string): Promise<void> => {
        counted.count += 1;
        await writeFile(join(scratch, 'disk.img'), 'contents');
        const facts = { kernelRelease: '6.1', buildTree: 'sysroot', extensionFolder: '/x', packages: {} };
        const identity = { recipe: recipeOf(bookworm), suite: bookworm.name, folder };
        await writeManifest(scratch, { ...identity, ...facts }, ['disk.img']);
      },
    };
    return counted;
  }

  it('is built once, and anew when it was damaged, saying so', async () => {
    const steps: string[] = [];
    const work = { signal, report: { step: (title: string) => steps.push(title), output: () => undefined } };
    const builds = countedBuilds();
    const ensure = () => ensureImage(bookworm, { images, packages: images }, work, builds.build);
    const image = await ensure();
    await ensure();
    expect(builds.count).toBe(1);
    await truncate(image.disk, 3);
    await ensure();
    expect(builds.count).toBe(2);
    expect(steps).toEqual(['Making the image anew, since disk.img has another size']);
  });

  it('is thrown away by a thorough check when it is damaged, and only then', async () => {
    const report = { step: () => undefined, output: () => undefined };
    const { disk } = await ensureImage(
      bookworm,
      { images, packages: images },
      { signal, report },
      countedBuilds().build,
    );
    expect(await discardIfDamaged(bookworm, images, report)).toBe(false);
    await writeFile(disk, 'CONTENTS');
    expect(await discardIfDamaged(bookworm, images, report)).toBe(true);
    expect(await readdir(images)).toEqual([]);
  });

  it('that does not fit on the disk is a sentence for a person', async () => {
    const work = { signal, report: { step: () => undefined, output: () => undefined } };
    const full = ensureImage(bookworm, { images, packages: images }, work, () =>
      writeFile('/dev/full', 'too much'),
    );
    await expect(full).rejects.toMatchObject({ name: 'UserError', code: 'disk-full' });
    expect(await readdir(images)).toEqual([]);
  });

  it('lies in a folder of its own for each suite, the same for equal recipes', () => {
    const folders = suiteNames.map((name) => imageFolder(images, findSuite(name)));
    expect(new Set(folders).size).toBe(suiteNames.length);
    expect(imageFolder(images, findSuite('bookworm'))).toBe(folders[suiteNames.indexOf('bookworm')]);
  });
});

it('the start script of the guest is a shell script without errors', async () => {
  const { guestFiles } = await import('../../../remote/src/vm/guest');
  for (const file of guestFiles(findSuite('bookworm'))) {
    if (!('text' in file) || !file.text.startsWith('#!/bin/sh')) continue;
    const { status, stderr } = spawnSync('sh', ['-n'], { input: file.text, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }
});
