// Which modules a folder holds: read from `obj-m` of its Kbuild or Makefile, never from a guess.

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
export function findModules(_folder: string): Promise<ModuleSources[]> {
  return Promise.reject(new Error('findModules is being written'));
}
