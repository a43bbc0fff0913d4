// Bundles the programs of the project into dist/: the extension, the page of its Kernel Log panel, the language
// server it starts, the command line, and the tree-sitter grammars they read. `--watch` rebuilds on change.
import { context } from 'esbuild';
import { chmod, cp, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';

const watch = process.argv.includes('--watch');

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  legalComments: 'none',
  logLevel: 'warning',
  // ssh2 falls back to pure JavaScript without its native helpers, which makes one package for every platform.
  external: ['vscode', 'cpu-features', '*.node'],
  // The CommonJS build of web-tree-sitter finds its .wasm beside the bundle; the ESM one wants import.meta.
  // Its package.json offers that build to `require` only, so the file is named itself.
  alias: { 'web-tree-sitter': resolve('node_modules/web-tree-sitter/web-tree-sitter.cjs') },
};

const programs = [
  { entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js' },
  {
    entryPoints: ['client/src/webview/kernel-log.ts', 'client/src/webview/kernel-log.css'],
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
  },
  { entryPoints: ['server/src/main.ts'], outfile: 'dist/server.js' },
  { entryPoints: ['cli/src/main.ts'], outfile: 'dist/nfw.js', banner: { js: '#!/usr/bin/env node' } },
];

/** Files that a program reads from beside it. */
const resources = [
  'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'node_modules/tree-sitter-c/tree-sitter-c.wasm',
  'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm',
  'remote/src/option-tables/print-option-tables.c',
];

/** Bundles every program, also after one has failed: esbuild has then said where. Files are replaced in place. */
async function main() {
  await mkdir('dist', { recursive: true });
  for (const resource of resources) await cp(resource, `dist/${resource.split('/').at(-1)}`);
  for (const program of programs) {
    const build = await context({ ...common, ...program });
    if (watch) {
      await build.watch();
      continue;
    }
    await build.rebuild().catch(() => (process.exitCode = 1));
    await build.dispose();
  }
  if (!watch && process.exitCode === undefined) await chmod('dist/nfw.js', 0o755);
}

await main();
