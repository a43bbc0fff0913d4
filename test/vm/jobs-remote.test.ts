// Builds on a machine that is only known by SSH: synced, compiled there, missing headers, a machine that dies.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { build } from '../../remote/src/jobs/build';
import { readSourceFiles } from '../../remote/src/jobs/source-files';
import { remoteFolder } from '../../remote/src/jobs/remote-folder';
import { sync } from '../../remote/src/jobs/sync';
import { failureOf } from '../support/failure';
import { copyModule, type ModuleCopy } from '../support/module-copy';
import { isRunning } from '../support/processes';
import { openVmAsRemote, type RemoteVmContext } from '../support/vm-remote';

let context: RemoteVmContext;
let copy: ModuleCopy;
beforeAll(async () => {
  context = await openVmAsRemote();
});
beforeEach(async () => {
  copy = await copyModule();
});
afterEach(() => copy.remove());
afterAll(() => context.close());

it('sources are synced by content: only what changed, without what is gone, beside what was built', async () => {
  const folder = remoteFolder(context, copy.sources);
  const files = await readSourceFiles(copy.sources.folder);
  expect((await sync(context, files, folder)).uploaded).toHaveLength(files.length);
  await context.session.run(['touch', `${folder}/xt_CLONE.ko`]);
  expect(await sync(context, files, folder)).toEqual({ uploaded: [], removed: [] });
  const edited = files
    .filter(({ path }) => path !== 'README.md')
    .map((file) => (file.path === 'Kbuild' ? { ...file, content: Buffer.from('# new\n'), hash: 'x' } : file));
  expect(await sync(context, edited, folder)).toEqual({ uploaded: ['Kbuild'], removed: ['README.md'] });
  const { stdout } = await context.session.run(['cat', `${folder}/Kbuild`]);
  expect(stdout).toBe('# new\n');
  expect((await context.session.run(['ls', `${folder}/xt_CLONE.ko`])).status).toBe(0);
});

it('a build without the headers of the running kernel names the package that brings them', async () => {
  const headers = '/lib/modules/$(uname -r)/build';
  await context.session.run(['sh', '-c', `mv "${headers}" "${headers}.away"`]);
  try {
    const error = await failureOf(build(context, copy.sources));
    const release = (await context.session.run(['uname', '-r'])).stdout.trim();
    expect(error.code).toBe('missing-headers');
    expect(error.message).toBe(
      `The headers of the running kernel ${release} are not installed on lab1. Install them there with \`sudo apt-get install linux-headers-${release}\`, then build again.`,
    );
  } finally {
    await context.session.run(['sh', '-c', `mv "${headers}.away" "${headers}"`]);
  }
});

it('a compile error comes back on its line of the local file', async () => {
  const file = await copy.edit('xt_CLONE.c', (text) => `#error "at the top"\n${text}`);
  const result = await build(context, copy.sources);
  expect(result).toMatchObject({ ok: false, where: 'target' });
  expect(result.problems).toContainEqual(
    expect.objectContaining({ file, line: 1, severity: 'error', message: '#error "at the top"' }),
  );
});

it('a machine that dies in the middle of a build is said to be lost, in one sentence', async () => {
  let killed = false;
  const report = {
    step: () => undefined,
    output: () => {
      if (!killed) process.kill(context.vm.pid, 'SIGKILL');
      killed = true;
    },
  };
  const error = await failureOf(build({ ...context, report }, copy.sources));
  expect(error.code).toBe('connection-lost');
  expect(error.message).toBe(
    'The connection to lab1 was lost while running make. Check that the machine is still running and reachable, then try again.',
  );
  await expect.poll(() => isRunning(context.vm.pid)).toBe(false);
});
