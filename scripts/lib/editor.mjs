// Opens a folder in VS Code with the extension loaded: on the desktop where `code` is on PATH, else in the
// browser, served on 127.0.0.1 only and asking for a connection token.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import { editorCacheFolder } from './editor/folders.mjs';
import { installEditor } from './editor/install.mjs';
import { installExtension, profileIn, writeSettings } from './editor/profile.mjs';
import { serveEditor } from './editor/serve.mjs';
import { findOnPath } from './find-on-path.mjs';
import { Failure } from './failure.mjs';
import { packageExtension } from './package-extension.mjs';
import { root } from './root.mjs';
import { heading, note } from './say.mjs';

/**
 * Opens the editor. In the browser it is served until the user ends it with Ctrl+C; on the desktop it lives on
 * by itself.
 *
 * @param {object} options
 * @param {string} options.folder Absolute path of the folder to open.
 * @returns {Promise<void>} Resolves when there is nothing more to wait for.
 * @throws {Failure} When no editor can be opened.
 */
export async function openEditor({ folder }) {
  const desktop = findOnPath('code');
  if (desktop === undefined) await serveUntilEnd(folder);
  else await openDesktop(desktop, folder);
}

/** Starts desktop VS Code, whose command returns as soon as its window is on the way. */
function openDesktop(command, folder) {
  heading(`Opening ${folder} in VS Code`);
  const child = spawn(command, [`--extensionDevelopmentPath=${root}`, folder], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    const fail = (why) =>
      reject(new Failure(`VS Code did not start: ${why}. Start \`code\` by hand to see why.`));
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => (code === 0 ? resolve() : fail(`it ended with ${code ?? signal}`)));
  });
}

async function serveUntilEnd(folder) {
  const vsix = await packageExtension();
  const editor = await installEditor();
  const profile = profileIn(join(editorCacheFolder(), 'profile'));
  await writeSettings(profile.user);
  await installExtension(editor, profile, vsix);
  const server = await serveEditor({ editor, profile, token: randomBytes(24).toString('base64url') });
  const end = () => void server.stop();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  heading('The editor is open');
  note(`VS Code ${editor.version} waits for your browser at`);
  note(addressOf(server, folder));
  note('Ctrl+C ends it.');
  const code = await server.exited;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, end);
  if (server.wasStopped()) return;
  throw new Failure(`The editor's server ended with ${code}: ${server.lastWords()} Run this again.`);
}

/** The address that opens a folder. @param {import('./editor/serve.mjs').RunningEditor} server @param {string} folder */
export function addressOf(server, folder) {
  const address = new URL(server.url);
  address.searchParams.set('folder', folder);
  return address.href;
}
