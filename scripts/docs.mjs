// `npm run docs`: writes docs/checks from the checks' own metadata. With --check it changes nothing and fails when
// a page is missing, out of date, or of a check that is gone.
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describeChecks } from './lib/check-docs.mjs';
import { main } from './lib/failure.mjs';
import { ensureNodeModules } from './lib/prerequisites.mjs';
import { root } from './lib/root.mjs';

const folder = join(root, 'docs', 'checks');

await main(async () => {
  await ensureNodeModules();
  const pages = describeChecks(await readChecks());
  const stale = stalePages(pages);
  if (process.argv.includes('--check')) {
    for (const name of stale) console.log(`docs/checks/${name} is out of date; run \`npm run docs\`.`);
    return stale.length === 0 ? 0 : 1;
  }
  mkdirSync(folder, { recursive: true });
  for (const name of stale) {
    const text = pages.get(name);
    if (text === undefined) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
  console.log(`docs/checks has ${pages.size} pages, of which ${stale.length} were written or removed.`);
  return 0;
});

/** The list of all checks, out of the TypeScript they are written in. */
async function readChecks() {
  const { build } = await import('esbuild');
  const temporary = mkdtempSync(join(tmpdir(), 'nfw-docs-'));
  const outfile = join(temporary, 'all-checks.cjs');
  try {
    const entryPoints = [join(root, 'server', 'src', 'all-checks.ts')];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
    return createRequire(import.meta.url)(outfile).allChecks;
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** Names of the pages that are not on disk as they should be, and of those that should not be there. */
function stalePages(pages) {
  mkdirSync(folder, { recursive: true });
  const gone = readdirSync(folder).filter((name) => !pages.has(name));
  const changed = [...pages].filter(([name, text]) => readPage(name) !== text).map(([name]) => name);
  return [...changed, ...gone];
}

function readPage(name) {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}
