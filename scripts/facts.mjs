// `npm run facts`: writes server/src/rules/facts/option-tables from the extensions of the iptables versions that
// the project knows. They are fetched from Debian's archive when they are not at hand.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './lib/failure.mjs';
import { ensureNodeModules } from './lib/prerequisites.mjs';
import { root } from './lib/root.mjs';

await main(async () => {
  await ensureNodeModules();
  const generateOptionTables = await readGenerator();
  const program = join(root, 'remote', 'src', 'option-tables', 'print-option-tables.c');
  const folder = join(root, 'server', 'src', 'rules', 'facts', 'option-tables');
  for (const [name, text] of await generateOptionTables(program)) {
    writeFileSync(join(folder, name), text);
    console.log(`Wrote ${join(folder, name)}.`);
  }
  return 0;
});

/** The generator, out of the TypeScript it is written in, since the tests share it. */
async function readGenerator() {
  const { build } = await import('esbuild');
  const temporary = mkdtempSync(join(tmpdir(), 'nfw-facts-'));
  const outfile = join(temporary, 'option-tables.cjs');
  try {
    const entryPoints = [join(root, 'test', 'support', 'option-tables.ts')];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
    return createRequire(import.meta.url)(outfile).generateOptionTables;
  } finally {
    rmSync(temporary, { recursive: true });
  }
}
