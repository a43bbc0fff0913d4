// What every job needs before it can begin: a Node that is new enough, node_modules as the lockfile has it,
// the system packages of the job, and the bundles in dist/.
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Failure } from './failure.mjs';
import { ensureSystemPackages } from './install-system-packages.mjs';
import { npmFailures, reasonFor } from './known-failures.mjs';
import { root } from './root.mjs';
import { runOrFail } from './run.mjs';
import { heading } from './say.mjs';

const oldestNode = [20, 19];

/**
 * @param {readonly import('./system-packages.mjs').Purpose[]} purposes
 * @returns {Promise<{ systemComplete: boolean }>} Whether all system packages are there.
 */
export async function ensurePrerequisites(purposes) {
  if (!nodeIsNewEnough(process.versions.node)) {
    throw new Failure(
      `Node ${process.versions.node} is too old: ${oldestNode.join('.')} or newer is needed. ` +
        'Install it from your distribution or from the Node project, and start again.',
    );
  }
  await ensureNodeModules();
  const systemComplete = await ensureSystemPackages(purposes);
  await buildBundles();
  return { systemComplete };
}

/** Bundles the programs into dist/. */
export async function buildBundles() {
  heading('Build');
  await runOrFail('Bundling', process.execPath, ['esbuild.mjs'], {
    cwd: root,
    explain: () => 'the messages above name the file to mend.',
  });
}

/** @param {string} version `20.19.0` */
export function nodeIsNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/** Installs node_modules when missing or not what the lockfile says. */
export async function ensureNodeModules() {
  if (nodeModulesAreCurrent()) return;
  heading('npm packages');
  await runOrFail('npm ci', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    explain: explainNpm,
  });
}

/** A full disk keeps npm from saying why it failed: its words are gone with its log. */
function explainNpm(output) {
  const cache = process.env.npm_config_cache ?? join(homedir(), '.npm');
  const isFull = [root, cache].some((folder) => existsSync(folder) && freeBytes(folder) < 1 << 20);
  return reasonFor(isFull ? 'ENOSPC' : output, npmFailures);
}

function freeBytes(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function nodeModulesAreCurrent() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  return lockIsMet(packagesOf(join(root, 'package-lock.json')), packagesOf(installed));
}

/**
 * Whether every package of the lockfile is installed in its version. Optional packages may be absent: they are
 * those of other platforms.
 *
 * @param {Record<string, { version?: string, optional?: boolean }>} wanted `packages` of package-lock.json
 * @param {Record<string, { version?: string }>} installed `packages` of node_modules/.package-lock.json
 */
export function lockIsMet(wanted, installed) {
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (optional && !(path in installed)) || installed[path]?.version === version,
  );
}
