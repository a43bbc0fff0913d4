// `npm run fuzz:rules`: seeded rules, judged by the project's checks and by the real iptables; every rule that the two
// judge differently is printed as a line for test/corpus. test/fuzz is the fuzzer itself, in TypeScript.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { main } from './lib/failure.mjs';
import { ensurePrerequisites } from './lib/prerequisites.mjs';
import { root } from './lib/root.mjs';

await main(async () => {
  await ensurePrerequisites(['test']);
  process.chdir(root);
  const { build } = await import('esbuild');
  const folder = mkdtempSync(join(tmpdir(), 'nfw-fuzz-'));
  const outfile = join(folder, 'fuzz.cjs');
  try {
    const entryPoints = [join(root, 'test', 'fuzz', 'main.ts')];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
    const fuzzer = await import(pathToFileURL(outfile).href);
    return await fuzzer.main(process.argv.slice(2));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
