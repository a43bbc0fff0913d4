// Which modules a folder holds, by what its Kbuild or Makefile says.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { extensionNames, findModules } from '../../../remote/src/jobs/sources';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function modulesOf(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder.path, name), text);
  const modules = await findModules(folder.path);
  return modules.map(({ module, kernelSources, librarySources }) => ({
    module,
    kernel: kernelSources.map((file) => file.slice(folder.path.length + 1)),
    library: librarySources.map((file) => file.slice(folder.path.length + 1)),
  }));
}

it('finds a module and its library', async () => {
  const files = {
    Kbuild: '# obj-m := no.o\nobj-m := xt_FOO.o\n',
    'xt_FOO.c': '',
    'libxt_FOO.c': '',
    'other.c': '',
  };
  expect(await modulesOf(files)).toEqual([
    { module: 'xt_FOO', kernel: ['xt_FOO.c'], library: ['libxt_FOO.c'] },
  ]);
});

it('prefers Kbuild, as the kernel does', async () => {
  const files = { Kbuild: 'obj-m = xt_A.o', Makefile: 'obj-m = xt_B.o', 'xt_A.c': '', 'xt_B.c': '' };
  expect((await modulesOf(files)).map(({ module }) => module)).toEqual(['xt_A']);
});

it('reads a Makefile with continued lines, appended words and several modules', async () => {
  const files = {
    Makefile: 'obj-m += xt_A.o \\\n  xt_B.o\nobj-$(CONFIG_XT_C) += xt_C.o\nxt_B-y := main.o part.o\n',
    ...{ 'xt_A.c': '', 'main.c': '', 'part.c': '', 'xt_C.c': '', 'libxt_a.c': '', 'libip6t_B.c': '' },
  };
  expect(await modulesOf(files)).toEqual([
    { module: 'xt_A', kernel: ['xt_A.c'], library: ['libxt_a.c'] },
    { module: 'xt_B', kernel: ['main.c', 'part.c'], library: ['libip6t_B.c'] },
    { module: 'xt_C', kernel: ['xt_C.c'], library: [] },
  ]);
});

it('finds nothing in a folder without obj-m, without files, or that is not there', async () => {
  expect(await modulesOf({ Makefile: 'all:\n\tcc x.c\n' })).toEqual([]);
  await mkdir(join(folder.path, 'empty'));
  expect(await findModules(join(folder.path, 'empty'))).toEqual([]);
  expect(await findModules(join(folder.path, 'missing'))).toEqual([]);
});

it('names the extension by its library, or by the module when it has none', () => {
  const sources = { folder: '/f', module: 'xt_dscp', kernelSources: [] };
  const librarySources = ['/f/libxt_dscp.c', '/f/libxt_DSCP.c'];
  expect(extensionNames({ ...sources, librarySources })).toEqual(['dscp', 'DSCP']);
  expect(extensionNames({ ...sources, librarySources: [] })).toEqual(['dscp']);
});
