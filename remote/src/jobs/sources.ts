// Which modules a folder holds: read from `obj-m` of its Kbuild or Makefile, never from a guess.
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** One kernel module of a folder, with its userspace halves. */
export interface ModuleSources {
  /** Absolute local folder that holds Kbuild or Makefile. */
  readonly folder: string;
  /** The module's name: `xt_CLONE`. */
  readonly module: string;
  /** Absolute paths of the C files the module is linked from. */
  readonly kernelSources: readonly string[];
  /** Absolute paths of the `libxt_*.c`, `libipt_*.c` and `libip6t_*.c` that belong to it. */
  readonly librarySources: readonly string[];
}

/** The modules of a folder, by name. Empty when it has no Kbuild or Makefile with `obj-m`. */
export async function findModules(folder: string): Promise<ModuleSources[]> {
  const absolute = resolve(folder);
  const files = await readdir(absolute).catch((): string[] => []);
  // The kernel's build reads Kbuild when there is one, and does not look at the Makefile then.
  const makefile = ['Kbuild', 'Makefile', 'makefile'].find((name) => files.includes(name));
  if (makefile === undefined) return [];
  const variables = readVariables(await readFile(join(absolute, makefile), 'utf8'));
  const modules = objects(variables.get('obj-m'));
  return modules.sort().map((module) => ({
    folder: absolute,
    module,
    kernelSources: partsOf(module, variables)
      .map((part) => `${part}.c`)
      .filter((name) => name.includes('/') || files.includes(name))
      .map((name) => join(absolute, name)),
    librarySources: files
      .filter((file) => isLibraryOf(file, module, modules))
      .sort()
      .map((file) => join(absolute, file)),
  }));
}

/** `NAME = words`, `:=`, `?=` and `+=` of a makefile; what it computes is left as it stands. */
function readVariables(text: string): Map<string, string> {
  const variables = new Map<string, string>();
  const lines = text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/);
  for (const line of lines) {
    const assignment = /^ *([\w.$()-]+)\s*(\+?|:{0,3}|\?)=(.*)$/.exec(line.replace(/#.*/, ''));
    if (assignment === null) continue;
    const [, name = '', operator, words = ''] = assignment;
    // `obj-$(CONFIG_XT_FOO)` is written in modules that are to go into the kernel one day.
    const key = /^obj-\$\(\w+\)$/.test(name) ? 'obj-m' : name;
    const appends = operator === '+' || key !== name;
    variables.set(key, appends ? `${variables.get(key) ?? ''} ${words}` : words);
  }
  return variables;
}

function objects(words: string | undefined): string[] {
  const names = (words ?? '').split(/\s+/).flatMap((word) => /^([\w./-]+)\.o$/.exec(word)?.[1] ?? []);
  return [...new Set(names)];
}

/** A module is linked from `NAME-y` or `NAME-objs` when they are set, else from `NAME.o`. */
function partsOf(module: string, variables: ReadonlyMap<string, string>): string[] {
  const parts = objects(`${variables.get(`${module}-y`) ?? ''} ${variables.get(`${module}-objs`) ?? ''}`);
  return parts.length > 0 ? parts : [module];
}

/**
 * `libxt_NAME.c` belongs to `xt_NAME`, whatever the case: xt_dscp serves both libxt_dscp and libxt_DSCP. In a
 * folder with one module, every library is its.
 */
function isLibraryOf(file: string, module: string, modules: readonly string[]): boolean {
  const name = /^lib(?:xt|ipt|ip6t)_(\w+)\.c$/.exec(file)?.[1]?.toLowerCase();
  if (name === undefined) return false;
  if (modules.length === 1) return true;
  return extensionName(module) === name;
}

function extensionName(module: string): string {
  return module.replace(/^(?:xt|ipt|ip6t)_/, '').toLowerCase();
}

/**
 * The names by which rules use the module: `-j NAME` or `-m NAME`. A library is named after its extension; a
 * module without one gives its own name in both cases, as far as it can be told.
 */
export function extensionNames(sources: ModuleSources): string[] {
  const names = sources.librarySources.flatMap(
    (file) => /lib(?:xt|ipt|ip6t)_(\w+)\.c$/.exec(file)?.[1] ?? [],
  );
  return [...new Set(names.length > 0 ? names : [sources.module.replace(/^(?:xt|ipt|ip6t)_/, '')])];
}
