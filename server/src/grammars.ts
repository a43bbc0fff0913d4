// Finds the grammar of C on disk: in a bundle it lies beside the program. The services are given its bytes and know
// no path.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GrammarBytes } from './module/parse';

/** Reads the two .wasm files that esbuild.mjs copies; `folder` is `__dirname` of a bundle. */
export async function readGrammars(folder: string): Promise<GrammarBytes> {
  const [runtime, c] = await Promise.all([
    readFile(join(folder, 'web-tree-sitter.wasm')),
    readFile(join(folder, 'tree-sitter-c.wasm')),
  ]);
  return { runtime, c };
}
