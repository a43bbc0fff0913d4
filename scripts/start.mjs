// `npm start`: from a fresh clone to the editor on kernel/, with the extension loaded and a test VM behind it. With
// --no-editor the same job in the terminal, which succeeds only if packets were mirrored.
import { join } from 'node:path';
import process from 'node:process';
import { Failure, main } from './lib/failure.mjs';
import { findOnPath } from './lib/find-on-path.mjs';
import { packageExtension } from './lib/package-extension.mjs';
import { ensurePrerequisites } from './lib/prerequisites.mjs';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';
import { heading, note } from './lib/say.mjs';

const nfw = join(root, 'dist', 'nfw.js');
const kernelFolder = join(root, 'kernel');

await main(async () => {
  const { withEditor } = readArguments(process.argv.slice(2));
  const servesEditor = withEditor && findOnPath('code') === undefined;
  await ensurePrerequisites(servesEditor ? ['vm', 'editor'] : ['vm']);
  heading('The test VM');
  const { status } = await run(process.execPath, [nfw, 'vm', 'up']);
  if (!withEditor) return status === 0 ? demonstrate() : status;
  if (status !== 0) note('The editor opens without a test VM; `Netfilter: Start Test VM` tries again.');
  const { openEditor } = await import('./lib/editor.mjs');
  await openEditor({ folder: kernelFolder, extension: root, packageExtension });
  return 0;
});

/** Build, load, apply rules, send packets, count the mirrored ones. */
async function demonstrate() {
  heading('Build, load, mirror');
  const { status } = await run(process.execPath, [nfw, 'demo', '--target', 'vm', kernelFolder], {
    cwd: root,
  });
  note('The test VM stays up for the next time; `npx nfw vm down` stops it.');
  return status;
}

/** @param {readonly string[]} args */
function readArguments(args) {
  const unknown = args.filter((argument) => argument !== '--no-editor');
  if (unknown.length > 0)
    throw new Failure(`npm start takes --no-editor and nothing else, not ${unknown.join(' ')}.`);
  return { withEditor: !args.includes('--no-editor') };
}
