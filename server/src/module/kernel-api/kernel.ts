// A kernel that somebody builds for, as far as it is known: its version alone, or what its own headers say too.
import type { Form } from './forms';
import type { Declaration } from './header';
import { statedVersion } from './versions';
import type { Version } from './versions';

export interface Kernel {
  /** As messages name it: `5.4`, `6.1.0-18-amd64 on router`. */
  readonly name: string;
  readonly version: Version;
  /** What its own headers say; undefined where they, or this kernel's, don't. */
  readonly declares?: (form: Form, headers: readonly string[]) => boolean | undefined;
  /** How the headers that were read declare a function or macro; empty where they don't. */
  readonly declarationsOf?: (name: string) => readonly Declaration[];
  /** How a symbol is exported to modules; undefined for one that is not. */
  readonly symbol?: (name: string) => SymbolExport | undefined;
  /** Whether its configuration defines the macro `CONFIG_…`. */
  readonly isOptionOn?: (option: string) => boolean;
}

export interface SymbolExport {
  /** `vmlinux`, or the module that has it. */
  readonly module: string;
  /** EXPORT_SYMBOL_GPL. */
  readonly isForGplOnly: boolean;
}

/** The kernels of versions such as `5.4` and `6.1.76`; what is no version is left out. */
export function kernelsOfVersions(versions: readonly string[]): Kernel[] {
  return versions.flatMap((name) => {
    const version = statedVersion(name);
    return version === undefined ? [] : [{ name: name.trim(), version }];
  });
}
