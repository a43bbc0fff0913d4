// Finds the grammars of C and of shell scripts on disk: in a bundle they lie beside the program. The services are given
// their bytes and know no path.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GrammarBytes } from './module/parse';

export interface Grammars extends GrammarBytes {
  /** The bytes of tree-sitter-bash.wasm, which is large and read when it is first needed. */
  readonly bash: () => Promise<Uint8Array>;
}

/** Reads the .wasm files that esbuild.mjs copies; `folder` is `__dirname` of a bundle. */
export async function readGrammars(folder: string): Promise<Grammars> {
  const [runtime, c] = await Promise.all([
    readFile(join(folder, 'web-tree-sitter.wasm')),
    readFile(join(folder, 'tree-sitter-c.wasm')),
  ]);
  return { runtime, c, bash: () => readFile(join(folder, 'tree-sitter-bash.wasm')) };
}
