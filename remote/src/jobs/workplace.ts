// Where make and the compiler run: on this machine (build-here.ts) or on the target (build-there.ts). The steps
// of a build (build-steps.ts) are the same in both.
import type { CommandResult } from '../ssh/session';

/** What is compiled: to be run, or to hear what the compiler says of it, with flags of its own. */
export type Purpose = 'run' | 'check';

/** Each purpose has a folder of its own, or each would undo the other's work. */
export const suffixes: Readonly<Record<Purpose, string>> = { run: '', check: '-check' };

export interface Workplace {
  readonly where: 'here' | 'target';
  /** Absolute folder that holds a copy of the sources. */
  readonly folder: string;
  /** Kernel build tree for `make -C`. */
  readonly buildTree: string;
  /** Put before the compiler's arguments for a library, e.g. `--sysroot=…`. */
  readonly compiler: readonly string[];
  /** Runs one command in `folder`. */
  run(
    argv: readonly string[],
    onLine?: (line: string) => void,
  ): Promise<Pick<CommandResult, 'status' | 'stdout'>>;
}
