// `npm run docs`: writes docs/checks and docs/extensions from what the checks and the facts say of themselves. With
// --check it changes nothing and fails when a page is missing, out of date, or of something that is gone.
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { describeChecks } from './lib/check-docs.mjs';
import { describeExtensions } from './lib/extension-docs.mjs';
import { main } from './lib/failure.mjs';
import { ensureNodeModules } from './lib/prerequisites.mjs';
import { root } from './lib/root.mjs';

/** The folders of docs that are written here, and what their pages are made of. */
const folders = [
  { name: 'checks', write: async () => describeChecks((await load('all-checks')).allChecks) },
  { name: 'extensions', write: async () => describeExtensions((await load('all-extensions')).allExtensions) },
];

await main(async () => {
  await ensureNodeModules();
  const isCheck = process.argv.includes('--check');
  let status = 0;
  for (const { name, write } of folders) {
    const folder = join(root, 'docs', name);
    const pages = await write();
    const stale = stalePages(folder, pages);
    if (isCheck) {
      for (const page of stale) console.log(`docs/${name}/${page} is out of date; run \`npm run docs\`.`);
      if (stale.length > 0) status = 1;
    } else {
      renew(folder, pages, stale);
      console.log(`docs/${name} has ${pages.size} pages, of which ${stale.length} were written or removed.`);
    }
  }
  return status;
});

/** What a file of the server exports, out of the TypeScript it is written in. */
async function load(name) {
  const { build } = await import('esbuild');
  const temporary = mkdtempSync(join(tmpdir(), 'nfw-docs-'));
  const outfile = join(temporary, `${name}.cjs`);
  try {
    const entryPoints = [join(root, 'server', 'src', `${name}.ts`)];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** Names of the pages that are not on disk as they should be, and of those that should not be there. */
function stalePages(folder, pages) {
  const gone = readFolder(folder).filter((name) => !pages.has(name));
  const changed = [...pages].filter(([name, text]) => readPage(join(folder, name)) !== text);
  return [...changed.map(([name]) => name), ...gone];
}

function renew(folder, pages, stale) {
  mkdirSync(folder, { recursive: true });
  for (const name of stale) {
    const text = pages.get(name);
    if (text === undefined) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
}

function readFolder(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readPage(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
