// Makes the .vsix of the bundles that lie in dist/: for `npm run package`, for the editor in the browser, and for
// the browser tests.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { packagedReadme } from './packaged-readme.mjs';
import { root } from './root.mjs';
import { runOrFail } from './run.mjs';

/** Where the README of the package is written, among the bundles. */
const packagedReadmePath = 'dist/readme.md';

/** @returns {Promise<string>} Absolute path of the package. */
export async function packageExtension() {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  writeFileSync(join(root, packagedReadmePath), packagedReadme(readme));
  const vsix = join(root, `${name}-${version}.vsix`);
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  await runOrFail(
    'Packing the extension',
    process.execPath,
    [
      vsce,
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      ...['--readme-path', packagedReadmePath],
      '--out',
      vsix,
    ],
    { cwd: root, explain: () => 'the messages above name what is missing.' },
  );
  return vsix;
}
