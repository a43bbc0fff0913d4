// Runs one vitest project: its human report to the terminal, its JSON report to a file that is then counted.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { agreementTable } from './agreement-table.mjs';
import { couldNotRun, countVitest } from './counts.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { duration, heading, note } from './say.mjs';

/**
 * @param {string} project A project of vitest.config.mjs.
 * @param {{ deadline: number }} options
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runVitest(project, { deadline }) {
  const folder = mkdtempSync(join(tmpdir(), 'nfw-test-'));
  const report = join(folder, 'report.json');
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json'];
  try {
    const { status, expired } = await run(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', ...args, `--outputFile.json=${report}`],
      { cwd: root, env: { CI: 'true' }, deadline },
    );
    if (expired) return couldNotRun(`not finished after ${duration(deadline)}, so it was ended`);
    return readCounts(report, status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(report, status) {
  let text;
  try {
    text = readFileSync(report, 'utf8');
  } catch {
    return couldNotRun(`vitest ended with ${status} and left no report`);
  }
  const counted = JSON.parse(text);
  printAgreement(counted);
  return countVitest(counted, status);
}

/** Only the tests of agreement leave numbers for it. */
function printAgreement(report) {
  const lines = agreementTable(report);
  if (lines.length > 0) heading('Agreement with iptables');
  for (const line of lines) note(line);
}
