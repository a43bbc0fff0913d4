// Runs the extension-host suites through @vscode/test-cli and counts what their reporter wrote to a file.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { couldNotRun, firstLine } from './counts.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { duration } from './say.mjs';

/** Where the suites' reporter leaves mocha's statistics. */
export const extensionHostReport = join(root, 'artefacts', 'extension-host-report.json');

/**
 * @param {{ deadline: number }} options Milliseconds.
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runExtensionHost({ deadline }) {
  rmSync(extensionHostReport, { force: true });
  const testCli = 'node_modules/@vscode/test-cli/out/bin.mjs';
  const { status, expired } = await run(process.execPath, [testCli], { cwd: root, deadline });
  if (expired) return couldNotRun(`not finished after ${duration(deadline)}, so it was ended`);
  let text;
  try {
    text = readFileSync(extensionHostReport, 'utf8');
  } catch {
    return couldNotRun(`the editor ended with ${status} before the suites did`);
  }
  return countMocha(JSON.parse(text), status);
}

/**
 * Counts mocha's statistics; a test that was left out or never reached is no passed one.
 *
 * @param {{ passes: number, pending: number, failures: number, failed: { name: string, message: string }[] }} statistics
 * @param {number} status Exit status of the run.
 * @returns {import('./counts.mjs').Counts}
 */
export function countMocha({ passes, pending, failures, failed: named }, status) {
  const failed = failures + pending;
  const reasons = named.map(({ name, message }) => `${name}: ${firstLine(message)}`);
  if (pending > 0) reasons.push(`${pending} tests were skipped`);
  if (passes + failed === 0) return couldNotRun('no test was found');
  if (failed === 0 && status !== 0) {
    return { passed: passes, failed: 1, reasons: [`an error outside any test (ended with ${status})`] };
  }
  return { passed: passes, failed, reasons };
}
