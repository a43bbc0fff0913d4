// The printk calls of a folder's C, which the records of the kernel log are matched to.
import type { CallSite } from '../../remote/src/kernel-log/record';
import { readGrammars } from '../../server/src/grammars';
import { collectPrintkCalls } from '../../server/src/workspace/printk-calls';

/** Reads the C sources of a folder with the language server's own eyes. */
export async function readCallSites(folder: string, signal: AbortSignal): Promise<readonly CallSite[]> {
  return collectPrintkCalls(folder, await readGrammars(__dirname), signal);
}
