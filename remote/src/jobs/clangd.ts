// What clangd needs to read a module's sources as the kernel's make compiles them: the kernel headers of a target, and two
// files in the module's folder, compile_commands.json and .clangd. Clang stands in for gcc here, so it is given what decides the
// meaning of the code and none of gcc's options for how it is compiled.
import { readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { UserError } from '../user-error';
import type { KernelHeaders } from './kernel-headers';
import type { ModuleSources } from './sources';

/** One entry of compile_commands.json. */
export interface CompileCommand {
  readonly directory: string;
  readonly file: string;
  readonly arguments: readonly string[];
}

/** The folders that clangd was set up in, and the files that are described there. */
export interface ClangdSetup {
  readonly commands: readonly CompileCommand[];
  /** Absolute paths of what was written. */
  readonly written: readonly string[];
  /** A `.clangd` that somebody else wrote, and that is left as it is. */
  readonly kept: string | undefined;
}

/** Writes both files for the modules of one folder. */
export async function setUpClangd(
  modules: readonly ModuleSources[],
  headers: KernelHeaders,
): Promise<ClangdSetup> {
  const [first] = modules;
  if (first === undefined) {
    throw new UserError(
      'There is no kernel module in this folder: no Kbuild or Makefile with obj-m.',
      'Open the folder that has one, then try again.',
      { code: 'no-module' },
    );
  }
  const flags = await flagsFor(headers);
  const commands = modules.flatMap((sources) => commandsFor(sources, flags));
  const database = join(first.folder, 'compile_commands.json');
  const configuration = join(first.folder, '.clangd');
  await writeFile(database, `${JSON.stringify(commands, null, 2)}\n`);
  const present = await readFile(configuration, 'utf8').catch(() => undefined);
  if (present !== undefined && !present.startsWith(ownMark)) {
    return { commands, written: [database], kept: configuration };
  }
  await writeFile(configuration, clangdConfiguration);
  return { commands, written: [database, configuration], kept: undefined };
}

function commandsFor(
  { folder, module, kernelSources }: ModuleSources,
  flags: readonly string[],
): CompileCommand[] {
  return kernelSources.map((file) => {
    const name = (text: string) => text.replaceAll('-', '_');
    const object = name(basename(file, '.c'));
    return {
      directory: folder,
      file,
      arguments: [
        'clang',
        ...flags,
        '-DMODULE',
        `-DKBUILD_BASENAME="${object}"`,
        `-DKBUILD_MODNAME="${name(module)}"`,
        `-D__KBUILD_MODNAME=kmod_${name(module)}`,
        '-c',
        relative(folder, file),
      ],
    };
  });
}

/** Options by the kernel's name of an architecture, as far as they decide what the headers mean. */
const architectures: Readonly<Record<string, readonly string[]>> = {
  x86: ['-mno-sse', '-mno-mmx', '-mno-sse2', '-mno-avx', '-mno-80387', '-mno-red-zone', '-mcmodel=kernel'],
  arm64: ['--target=aarch64-linux-gnu', '-mgeneral-regs-only'],
  arm: ['--target=arm-linux-gnueabi', '-msoft-float'],
  riscv: ['--target=riscv64-linux-gnu'],
  powerpc: ['--target=powerpc64le-linux-gnu', '-msoft-float'],
  mips: ['--target=mips64-linux-gnuabi64', '-msoft-float'],
  s390: ['--target=s390x-linux-gnu', '-msoft-float'],
  loongarch: ['--target=loongarch64-linux-gnu'],
};

/** The preprocessor's options as the kernel's top Makefile sets them (USERINCLUDE, KBUILD_CPPFLAGS). */
async function flagsFor({ build, source, architecture, includes }: KernelHeaders): Promise<string[]> {
  const first = ['compiler-version.h', 'kconfig.h', 'compiler_types.h']
    .map((name) => join(source, 'include/linux', name))
    .filter((path) => existsSync(path));
  return [
    // The compiler's own headers stay: kernels before 5.15 include its stdarg.h.
    '-nostdlibinc',
    ...includes.map((folder) => `-I${folder}`),
    ...first.flatMap((path) => ['-include', path]),
    '-D__KERNEL__',
    '-std=gnu11',
    '-fno-strict-aliasing',
    '-fno-common',
    '-fshort-wchar',
    '-funsigned-char',
    '-ffreestanding',
    '-Wno-gnu',
    '-Wno-unknown-warning-option',
    ...(await architectureFlags(build, architecture)),
  ];
}

async function architectureFlags(build: string, architecture: string): Promise<readonly string[]> {
  const flags = architectures[architecture] ?? [];
  if (architecture !== 'x86') return flags;
  const options = await readFile(join(build, 'include/config/auto.conf'), 'utf8').catch(() => '');
  const is64Bit = /^CONFIG_X86_64=y$/m.test(options);
  const target = is64Bit ? ['--target=x86_64-linux-gnu', '-m64'] : ['--target=i686-linux-gnu', '-m32'];
  return [...target, ...flags.filter((flag) => is64Bit || !/red-zone|mcmodel/.test(flag))];
}

const ownMark = '# Written by Netfilter Workbench';

/**
 * Options of gcc that clang stops at or warns of, for compile commands that come from the kernel's own make; and what clang
 * complains about in the kernel's headers.
 */
const clangdConfiguration = `${ownMark}; compile_commands.json beside it has the kernel's headers.
CompileFlags:
  Remove:
    - -fconserve-stack
    - -fno-allow-store-data-races
    - -fno-var-tracking-assignments
    - -fmerge-constants
    - -fno-ipa-sra
    - -fno-ipa-cp-clone
    - -fno-partial-inlining
    - -falign-jumps=*
    - -falign-loops=*
    - -femit-struct-debug-baseonly
    - -fsanitize=bounds-strict
    - -ftrivial-auto-var-init=*
    - -fzero-call-used-regs=*
    - -fmin-function-alignment=*
    - -mindirect-branch=*
    - -mindirect-branch-register
    - -mindirect-branch-cs-prefix
    - -mfunction-return=*
    - -mharden-sls=*
    - -mpreferred-stack-boundary=*
    - -mskip-rax-setup
    - -mrecord-mcount
    - -mfentry
    - -fno-code-hoisting
    - -fplugin*
    - -Wno-maybe-uninitialized
    - -Wno-alloc-size-larger-than
    - -Wimplicit-fallthrough=*
  Add:
    - -Wno-unknown-warning-option
    - -Wno-unused-command-line-argument
Diagnostics:
  UnusedIncludes: None
`;
