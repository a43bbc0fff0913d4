// `npm run bench`: takes the benches of test/bench (all, or those whose file names contain a given word) and prints
// the ratio of each beside the one that is promised. It fails when a bench could not be taken, never on a time.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Failure, main } from './lib/failure.mjs';
import { ensurePrerequisites } from './lib/prerequisites.mjs';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';
import { heading, note } from './lib/say.mjs';

await main(async () => {
  await ensurePrerequisites(['vm', 'test']);
  const tests = await takeBenches(process.argv.slice(2));
  heading('Ratios, ours / other: smaller is better');
  for (const { fullName, meta } of tests) if (meta?.comparison) note(describe(fullName, meta.comparison));
  const broken = tests.filter(({ status }) => status !== 'passed');
  for (const { fullName } of broken) note(`could not be taken: ${fullName}`);
  return broken.length === 0 ? 0 : 1;
});

/** @param {readonly string[]} filters */
async function takeBenches(filters) {
  const folder = mkdtempSync(join(tmpdir(), 'nfw-bench-'));
  const report = join(folder, 'report.json');
  try {
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'bench', ...filters];
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { status } = await run(process.execPath, [...vitest, ...reporters], { cwd: root, ownGroup: true });
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    if (tests.length === 0) throw new Failure(`No bench was taken (vitest ended with ${status}).`);
    return tests;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} name @param {{ unit: string, ours: number, other: number, ratio: number, atMost: number }} comparison */
function describe(name, { unit, ours, other, ratio, atMost }) {
  const amount = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
  const verdict = ratio <= atMost ? '✓' : '✗';
  return `${verdict} ${ratio.toFixed(2)} (at most ${atMost})  ${amount(ours)} / ${amount(other)}  ${name}`;
}
