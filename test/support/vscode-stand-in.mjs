#!/usr/bin/env node
// Stands in for the executable of desktop VS Code in @vscode/test-electron and @vscode/test-cli, where there is
// none: it takes the same arguments, runs the suite in the extension host of the stand-in editor (its server,
// and its workbench in a headless Chromium), and exits with the suite's exit code.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { installEditor } from '../../scripts/lib/editor/install.mjs';
import { profileIn } from '../../scripts/lib/editor/profile.mjs';
import { serveEditor } from '../../scripts/lib/editor/serve.mjs';
import { Failure, main } from '../../scripts/lib/failure.mjs';
import { launchChromium } from './chromium.mjs';
import { waitForExtensionHosts } from './extension-hosts.mjs';
import { printWorkbenchLog } from './workbench-log.mjs';

/** Reads the arguments that desktop VS Code would get; those that mean nothing here are taken and ignored. */
function readArguments(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'extensions-dir': { type: 'string' },
      'disable-workspace-trust': { type: 'boolean' },
    },
  });
  if (!values.extensionTestsPath) {
    throw new Failure('The stand-in runs test suites only: give it --extensionTestsPath=FILE.');
  }
  return {
    developmentPaths: (values.extensionDevelopmentPath ?? []).map((path) => resolve(path)),
    testsPath: resolve(values.extensionTestsPath),
    userFolder: values['user-data-dir'] && resolve(values['user-data-dir']),
    extensionsFolder: values['extensions-dir'] && resolve(values['extensions-dir']),
    isTrusted: values['disable-workspace-trust'] === true,
    folder: positionals.length > 0 ? resolve(positionals[0]) : undefined,
  };
}

/**
 * The page that opens a folder and runs a suite: VS Code reads both from its query, where one extension under
 * development has room.
 */
function pageOf(server, { developmentPaths, testsPath, folder }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const payload = [
    ...developmentPaths.slice(0, 1).map((path) => ['extensionDevelopmentPath', remote(path)]),
    ['extensionTestsPath', remote(testsPath)],
  ];
  const url = new URL(server.url);
  url.searchParams.set(folder ? 'folder' : 'ew', folder ? remote(folder) : 'true');
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** Makes the extensions under development beside the first ones that are installed. */
async function linkOthers({ developmentPaths }, extensionsFolder) {
  await mkdir(extensionsFolder, { recursive: true });
  for (const [index, path] of developmentPaths.slice(1).entries()) {
    await symlink(path, join(extensionsFolder, `under-development-${index + 1}`));
  }
}

/** Opens the page and resolves with the exit code of the suite. */
async function runSuite(browser, url) {
  const page = await browser.newPage();
  let isOver = false;
  const exitCode = new Promise((settle, reject) => {
    page.once('crash', () => reject(new Failure('The page of the editor crashed. Run this again.')));
    browser.once('disconnected', () =>
      reject(new Failure('The browser of the editor ended. Run this again.')),
    );
    void page.exposeFunction('codeAutomationExit', (code) => {
      isOver = true;
      settle(code);
    });
  });
  // What the workbench logs while it is closed is about being closed.
  await page.exposeFunction('codeAutomationLog', (type, args) => isOver || printWorkbenchLog(type, args));
  await page.goto(url);
  const code = await exitCode;
  await page.close();
  return code;
}

async function run() {
  const options = readArguments(process.argv.slice(2));
  const editor = await installEditor();
  const scratch = await mkdtemp(join(tmpdir(), 'nfw-editor-'));
  const stops = [() => rm(scratch, { recursive: true, force: true })];
  // What was started last is stopped first, and the others also when one of them does not stop.
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) await stop().catch((error) => console.error(error.message));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => void stopAll().then(() => process.exit(1)));
  }
  try {
    const standard = profileIn(scratch);
    const profile = {
      server: standard.server,
      user: options.userFolder ?? standard.user,
      extensions: options.extensionsFolder ?? standard.extensions,
    };
    await linkOthers(options, profile.extensions);
    const server = await serveEditor({ editor, profile, isTestRun: true, isTrusted: options.isTrusted });
    stops.push(server.stop);
    const browser = await launchChromium();
    stops.push(() => browser.close());
    const code = await runSuite(browser, pageOf(server, options));
    // An extension host that is cut off loses its coverage.
    await waitForExtensionHosts(server.pid);
    return code;
  } finally {
    await stopAll();
  }
}

await main(run);
