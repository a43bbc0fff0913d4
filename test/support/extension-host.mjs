// Sets the stage for the extension-host suites: bundles them, lays out a workspace that they may change and an
// editor profile of their own, and finds the editor. Everything is in artefacts/, made anew for every run.
import { build } from 'esbuild';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import process from 'node:process';
import { writeSettings } from '../../scripts/lib/editor/profile.mjs';
import { extensionHostReport } from '../../scripts/lib/extension-host-layer.mjs';
import { findOnPath } from '../../scripts/lib/find-on-path.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { testInstance } from './test-instance.mjs';

const stage = join(root, 'artefacts', 'extension-host');

export async function prepareExtensionHost() {
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  const workspaceFolder = join(stage, 'workspace');
  await cp(join(root, 'kernel'), workspaceFolder, { recursive: true });
  await cp(join(root, 'test/extension-host/workspace'), workspaceFolder, { recursive: true });
  const userFolder = join(stage, 'user-data');
  await writeSettings(userFolder, { 'netfilterWorkbench.testVm.instance': testInstance });
  return {
    executable: findExecutable(),
    suites: await bundleSuites(),
    userFolder,
    extensionsFolder: join(stage, 'extensions'),
    workspaceFolder,
    report: extensionHostReport,
  };
}

/**
 * Bundles every suite to CommonJS, which is what the extension host loads.
 *
 * @returns {Promise<string>} A pattern of their paths, relative to the checkout, as @vscode/test-cli wants it.
 */
async function bundleSuites() {
  const folder = join(stage, 'suite');
  await build({
    entryPoints: [join(root, 'test/extension-host/suite/*.test.ts')],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha', 'cpu-features', '*.node'],
    logLevel: 'warning',
  });
  return relative(root, join(folder, '*.test.cjs'));
}

/** Desktop VS Code when there is one, else the stand-in. */
export function findExecutable() {
  const desktop = process.env['VSCODE_EXECUTABLE'] ?? findOnPath('code');
  return desktop ?? join(root, 'test/support/vscode-stand-in.mjs');
}
