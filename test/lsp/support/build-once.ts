// Before the layer: the bundles must be those of the sources. `npm test` has built them already; a layer run alone
// builds when a source is newer.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const bundles = ['dist/server.js', 'dist/nfw.js'];
const sources = ['server/src', 'cli/src', 'remote/src', 'esbuild.mjs', 'package.json'];

export default function setup(): void {
  if (isFresh()) return;
  // A bundle that fails says so itself; the tests of the others go on.
  try {
    execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
  } catch (error) {
    if (!bundles.every((bundle) => existsSync(bundle))) throw error;
  }
}

function isFresh(): boolean {
  if (!bundles.every((bundle) => existsSync(bundle))) return false;
  const built = Math.min(...bundles.map(changedAt));
  return sources.every((source) => newest(source) < built);
}

function newest(path: string): number {
  if (!statSync(path).isDirectory()) return changedAt(path);
  return Math.max(0, ...readdirSync(path).map((entry) => newest(join(path, entry))));
}

function changedAt(path: string): number {
  return statSync(path).mtimeMs;
}
