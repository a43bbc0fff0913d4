import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { silentReport } from '../../../remote/src/jobs/job';
import { sshCommand } from '../../../remote/src/vm/ssh-command';
import { findSuite } from '../../../remote/src/vm/suites';
import { TestVm } from '../../../remote/src/vm/test-vm';
import { temporaryFolder } from '../../support/temporary-folder';

const run = { report: silentReport, signal: new AbortController().signal };
let folder: string;

beforeEach(async () => {
  const temporary = await temporaryFolder();
  onTestFinished(temporary.remove);
  folder = temporary.path;
});

afterEach(() => vi.unstubAllEnvs());

describe('a test VM', () => {
  it('that nobody has made yet has no image, and going down is no error', async () => {
    const vm = new TestVm({ cacheFolder: folder });
    expect(await vm.status()).toEqual({ state: 'no-image' });
    await vm.down();
  });

  it('says when its cache folder cannot be written to', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(new TestVm({ cacheFolder: join(file, 'cache') }).up(run)).rejects.toMatchObject({
      name: 'UserError',
      code: 'cache-unwritable',
      message: expect.stringContaining('XDG_CACHE_HOME') as string,
    });
  });

  it('names a program that is missing', async () => {
    const programs = join(folder, 'bin');
    await mkdir(programs);
    for (const name of ['flock', 'sh', 'cat']) await symlink(`/usr/bin/${name}`, join(programs, name));
    vi.stubEnv('PATH', [programs, ''].join(delimiter));
    await expect(new TestVm({ cacheFolder: join(folder, 'cache') }).up(run)).rejects.toMatchObject({
      code: 'missing-tool',
    });
  });

  it('refuses a suite it does not know, naming those it does', () => {
    expect(() => new TestVm({ suite: 'potato' })).toThrow(
      'There is no test VM of the suite "potato". Choose one of bullseye (5.10), bookworm (6.1), trixie (6.12).',
    );
  });

  it.each(['', '../x', 'A', 'a b', 'x'.repeat(41)])('refuses %j as the name of an instance', (instance) => {
    expect(() => new TestVm({ instance })).toThrow(/cannot be the name of a test VM/);
  });

  it('runs the kernel of bookworm unless told otherwise', () => {
    expect(new TestVm().suite).toBe(findSuite('bookworm'));
    expect(findSuite('bookworm').kernel).toBe('6.1');
  });
});

it("the system's ssh checks the pinned host key and reads no configuration of the user", () => {
  const argv = sshCommand({
    host: '127.0.0.1',
    port: 2222,
    user: 'root',
    identityFile: '/cache folder/key',
    knownHostsFile: '/cache folder/known_hosts',
  });
  expect(argv).toContain('StrictHostKeyChecking=yes');
  expect(argv).toContain('UserKnownHostsFile="/cache folder/known_hosts"');
  expect(argv.slice(0, 3)).toEqual(['ssh', '-F', '/dev/null']);
  expect(argv.at(-1)).toBe('root@127.0.0.1');
});
