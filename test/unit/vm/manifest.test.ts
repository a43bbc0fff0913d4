import { mkdir, rename, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { checkImage, writeManifest } from '../../../remote/src/vm/manifest';
import { temporaryFolder } from '../../support/temporary-folder';

const recipe = 'abc';
let folder: string;
let disk: string;

beforeEach(async () => {
  const temporary = await temporaryFolder();
  onTestFinished(temporary.remove);
  folder = join(temporary.path, 'image');
  disk = join(folder, 'disk.img');
  await mkdir(folder);
  await writeFile(disk, 'as it was built');
  await finishImage();
});

const finishImage = (): Promise<void> =>
  writeManifest(
    folder,
    {
      recipe,
      suite: 'bookworm',
      folder,
      kernelRelease: '6.1.0-1-cloud-amd64',
      buildTree: 'sysroot',
      extensionFolder: '/x',
      packages: { bash: '5' },
    },
    ['disk.img'],
  );

const yesterday = new Date(Date.now() - 86_400_000);

describe('an image', () => {
  it('that was finished is good, and says what is in it', async () => {
    expect(await checkImage(folder, recipe)).toMatchObject({
      state: 'good',
      manifest: { suite: 'bookworm', packages: { bash: '5' } },
    });
  });

  it('that is not there is missing, not damaged', async () => {
    expect(await checkImage(`${folder}-other`, recipe)).toEqual({ state: 'missing' });
  });

  it('without a manifest is half built', async () => {
    await rename(join(folder, 'manifest.json'), join(folder, 'manifest'));
    expect(await checkImage(folder, recipe)).toEqual({
      state: 'damaged',
      reason: 'it was not built to its end',
    });
  });

  it('whose manifest is cut short is half built', async () => {
    await truncate(join(folder, 'manifest.json'), 40);
    expect(await checkImage(folder, recipe)).toMatchObject({ state: 'damaged' });
  });

  it('whose disk is cut short is damaged', async () => {
    await truncate(disk, 5);
    expect(await checkImage(folder, recipe)).toEqual({
      state: 'damaged',
      reason: 'disk.img has another size',
    });
  });

  it('whose disk was written to is damaged, though its size is the same', async () => {
    await writeFile(disk, 'as IT was built');
    await utimes(disk, yesterday, yesterday);
    expect(await checkImage(folder, recipe)).toEqual({
      state: 'damaged',
      reason: 'disk.img has another content',
    });
  });

  it('that was copied, with new times and the same content, is good', async () => {
    await utimes(disk, yesterday, yesterday);
    expect(await checkImage(folder, recipe)).toMatchObject({ state: 'good' });
  });

  it('whose disk changed with no trace in its time is found by a thorough check alone', async () => {
    // An exact time in whole seconds, so that the file can be given the same time again.
    await utimes(disk, 1_700_000_000, 1_700_000_000);
    await finishImage();
    await writeFile(disk, 'as IT was built');
    await utimes(disk, 1_700_000_000, 1_700_000_000);
    expect(await checkImage(folder, recipe)).toMatchObject({ state: 'good' });
    expect(await checkImage(folder, recipe, { thorough: true })).toMatchObject({ state: 'damaged' });
  });

  it('of another recipe or another folder is not used', async () => {
    expect(await checkImage(folder, 'other')).toMatchObject({ state: 'damaged' });
    await rename(folder, `${folder}-moved`);
    expect(await checkImage(`${folder}-moved`, recipe)).toEqual({
      state: 'damaged',
      reason: 'it was moved here from another folder',
    });
  });
});
