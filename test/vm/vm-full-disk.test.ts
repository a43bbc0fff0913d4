// A disk that fills up while an image is made, for real: the cache folder is a file system in memory that shrinks
// to almost what it holds, in a mount namespace of its own, where the VM is asked for by a program of its own.
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';

/**
 * Asks for the VM; prints the error that a person would see, and what is left in the folder of images. When the
 * step that begins with argument 3 is reached, the file system is left with 20 MB.
 */
const program = `
  import { execFileSync } from 'node:child_process';
  import { readdirSync, statfsSync } from 'node:fs';
  import { TestVm } from './remote/src/vm/test-vm';
  const [cacheFolder, fatalStep] = process.argv.slice(2);
  const shrink = () => {
    const { blocks, bfree, bsize } = statfsSync(cacheFolder);
    const size = (blocks - bfree) * bsize + 20 * 1024 ** 2;
    execFileSync('mount', ['-o', 'remount,size=' + size, cacheFolder]);
  };
  const report = { step: (title) => title.startsWith(fatalStep) && shrink(), output: () => undefined };
  void new TestVm({ cacheFolder }).up({ report, signal: new AbortController().signal }).catch((error) => {
    const left = readdirSync(cacheFolder + '/vm/images');
    console.log(JSON.stringify({ name: error.name, code: error.code, message: error.message, left }));
  });
`;

const mountAndRun = 'mount -t tmpfs -o size="$1" tmpfs "$2" && exec "$3" "$4" "$2" "$5"';

it.each([
  ['from the beginning', '100m', 'nothing'],
  ['while packages are downloaded', '8g', 'Downloading'],
  ['while packages are unpacked', '8g', 'Unpacking'],
])('a disk that is full %s is said to be, and no half of an image is left', async (_, size, fatalStep) => {
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  const bundle = join(folder.path, 'up.cjs');
  const root = resolve(import.meta.dirname, '../..');
  await build({
    stdin: { contents: program, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    logLevel: 'error',
    outfile: bundle,
  });
  const cache = await temporaryFolder();
  onTestFinished(cache.remove);
  const namespace = ['--user', '--map-root-user', '--mount', 'sh', '-c', mountAndRun, 'sh'];
  const argv = [...namespace, size, cache.path, process.execPath, bundle, fatalStep];
  const { stdout } = await promisify(execFile)('unshare', argv, { timeout: 240_000 });
  expect(JSON.parse(stdout)).toEqual({
    name: 'UserError',
    code: 'disk-full',
    message: expect.stringMatching(/^The disk that holds the test VM is full\. Free about/) as string,
    left: [],
  });
});
