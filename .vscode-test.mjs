// Runs the extension-host suites, for @vscode/test-cli and for editors that read its configuration: in desktop
// VS Code when VSCODE_EXECUTABLE names one or `code` is on PATH, else in the stand-in editor.
import { defineConfig } from '@vscode/test-cli';
import process from 'node:process';
import { prepareExtensionHost } from './test/support/extension-host.mjs';

const { executable, suites, userFolder, extensionsFolder, workspaceFolder, report } =
  await prepareExtensionHost();

export default defineConfig({
  label: 'extension-host',
  files: suites,
  workspaceFolder,
  useInstallation: { fromPath: executable },
  launchArgs: [`--user-data-dir=${userFolder}`, `--extensions-dir=${extensionsFolder}`],
  // Settings of the environment reach the extension host as they are.
  env: { ...process.env, NFW_TEST_WORKSPACE: workspaceFolder },
  mocha: {
    ui: 'bdd',
    timeout: 120_000,
    reporter: './test/support/counting-reporter.cjs',
    reporterOptions: { report },
  },
});
