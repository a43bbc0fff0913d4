// Runs a fuzzer of test/fuzz, which is TypeScript: bundles it, and hands it the words of the command line.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { main } from './failure.mjs';
import { ensurePrerequisites } from './prerequisites.mjs';
import { root } from './root.mjs';

/** @param {string} entryPoint Below test/fuzz; exports `main`, which is given the words and resolves to the exit status. */
export async function runFuzzer(entryPoint) {
  await main(async () => {
    await ensurePrerequisites(['test']);
    process.chdir(root);
    const { build } = await import('esbuild');
    const folder = mkdtempSync(join(tmpdir(), 'nfw-fuzz-'));
    const outfile = join(folder, 'fuzz.cjs');
    try {
      await build({
        entryPoints: [join(root, 'test', 'fuzz', entryPoint)],
        outfile,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        logLevel: 'warning',
        // Its package.json offers the CommonJS build to `require` only.
        alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
      });
      const fuzzer = await import(pathToFileURL(outfile).href);
      return await fuzzer.main(process.argv.slice(2));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
