// The checks that need no test: types, lint (which holds the import directions too), format, and that the pages that
// `npm run docs` writes are those of the checks and of the facts. `npm run check`
// runs them alone, `npm test` as its first layer.
import process from 'node:process';
import { root } from './root.mjs';
import { run } from './run.mjs';
import { note } from './say.mjs';

const checks = [
  { name: 'types', program: 'node_modules/typescript/bin/tsc', args: ['-p', '.'] },
  {
    name: 'types of the Kernel Log panel, which runs in a browser',
    program: 'node_modules/typescript/bin/tsc',
    args: ['-p', 'client/src/webview'],
  },
  {
    name: 'lint and import directions',
    program: 'node_modules/eslint/bin/eslint.js',
    args: ['--max-warnings', '0', '.'],
  },
  {
    name: 'format',
    program: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '.'],
  },
  { name: 'docs/checks and docs/extensions', program: 'scripts/docs.mjs', args: ['--check'] },
];

/**
 * Runs every check, also after one has failed.
 *
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runChecks() {
  const broken = [];
  for (const { name, program, args } of checks) {
    const { status, output } = await run(process.execPath, [program, ...args], { cwd: root, quietly: name });
    note(`${status === 0 ? '✓' : '✗'} ${name}`);
    if (status === 0) continue;
    console.log(output.trimEnd());
    broken.push(name);
  }
  return { passed: checks.length - broken.length, failed: broken.length, reasons: broken };
}
