// The two files that are written for clangd, by what the build tree is.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setUpClangd, type CompileCommand } from '../../../remote/src/jobs/clangd';
import { headersIn, type KernelHeaders } from '../../../remote/src/jobs/kernel-headers';
import { findModules } from '../../../remote/src/jobs/sources';
import { failureOf } from '../../support/failure';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function write(path: string, text = ''): Promise<void> {
  const file = join(folder.path, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** A build tree beside its source, as Debian has them. */
async function splitTree(architecture: string, config = ''): Promise<KernelHeaders> {
  await write('build/Makefile', `include ${join(folder.path, 'source')}/Makefile\n`);
  await write('build/include/config/auto.conf', config);
  await write(`build/arch/${architecture}/include/generated/asm/errno.h`);
  await write('source/include/linux/kconfig.h');
  return headersIn(join(folder.path, 'build'));
}

async function commandsFor(headers: KernelHeaders): Promise<CompileCommand[]> {
  await write('module/Kbuild', 'obj-m += xt_FOO.o\nxt_FOO-y := xt-one.o two.o\n');
  await write('module/xt-one.c');
  await write('module/two.c');
  await setUpClangd(await findModules(join(folder.path, 'module')), headers);
  const database = await readFile(join(folder.path, 'module/compile_commands.json'), 'utf8');
  return JSON.parse(database) as CompileCommand[];
}

test('each source of a module, with the headers of both folders', async () => {
  const headers = await splitTree('x86', 'CONFIG_X86_64=y\n');
  const [first, second] = await commandsFor(headers);
  expect(second?.file).toBe(join(folder.path, 'module/two.c'));
  expect(first?.directory).toBe(join(folder.path, 'module'));
  expect(first?.arguments).toEqual(
    expect.arrayContaining([
      `-I${headers.build}/arch/x86/include/generated`,
      `-I${headers.source}/include`,
      '-include',
      `${headers.source}/include/linux/kconfig.h`,
      '-D__KERNEL__',
      '-DMODULE',
      '-DKBUILD_BASENAME="xt_one"',
      '-DKBUILD_MODNAME="xt_FOO"',
      '--target=x86_64-linux-gnu',
      '-mcmodel=kernel',
    ]),
  );
});

test.each([
  ['arm64', '', '--target=aarch64-linux-gnu'],
  ['x86', '# CONFIG_X86_64 is not set\n', '--target=i686-linux-gnu'],
])('the machine of the target: %s', async (architecture, config, flag) => {
  const [first] = await commandsFor(await splitTree(architecture, config));
  expect(first?.arguments).toContain(flag);
  expect(first?.arguments).not.toContain('-mcmodel=kernel');
});

test('one folder that is both', async () => {
  await write('build/Makefile', '# the kernel itself\n');
  await write('build/arch/x86/include/generated/asm/errno.h');
  const headers = await headersIn(join(folder.path, 'build'));
  expect(headers.source).toBe(headers.build);
  const [first] = await commandsFor(headers);
  const includes = first?.arguments.filter((argument) => argument.startsWith('-I')) ?? [];
  expect(new Set(includes).size).toBe(includes.length);
});

test('a .clangd of somebody else stays', async () => {
  const headers = await splitTree('x86');
  await write('module/.clangd', 'CompileFlags:\n  Add: [-DMINE]\n');
  await commandsFor(headers);
  expect(await readFile(join(folder.path, 'module/.clangd'), 'utf8')).toContain('-DMINE');
});

test('its own is renewed, and takes away what clang does not know', async () => {
  const headers = await splitTree('x86');
  await commandsFor(headers);
  const file = join(folder.path, 'module/.clangd');
  const first = await readFile(file, 'utf8');
  expect(first).toContain('-fconserve-stack');
  await writeFile(file, `${first}# more\n`);
  await commandsFor(headers);
  expect(await readFile(file, 'utf8')).toBe(first);
});

test('a folder without a module', async () => {
  const failure = await failureOf(setUpClangd([], await splitTree('x86')));
  expect(failure).toMatchObject({ code: 'no-module' });
});
