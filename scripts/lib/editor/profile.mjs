// A profile of the stand-in editor: where its settings, extensions and logs are, and how they are filled.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { run } from '../run.mjs';
import { Failure } from '../failure.mjs';

/**
 * @typedef {object} Profile
 * @property {string} server Folder of the server's own data.
 * @property {string} user Folder of the user's settings and logs: VS Code's `--user-data-dir`.
 * @property {string} extensions Folder of the installed extensions.
 */

/** A profile whose folders are all below one. @param {string} folder @returns {Profile} */
export function profileIn(folder) {
  return {
    server: join(folder, 'server'),
    user: join(folder, 'user'),
    extensions: join(folder, 'extensions'),
  };
}

/** The options of the server that name a profile's folders. @param {Profile} profile */
export function profileArguments(profile) {
  return [
    ...['--server-data-dir', profile.server],
    ...['--user-data-dir', profile.user],
    ...['--extensions-dir', profile.extensions],
  ];
}

/** The environment of the server: no marketplace is asked, and nothing of an editor it is started in leaks in. */
export function editorEnvironment() {
  return {
    ...process.env,
    EXTENSIONS_GALLERY: '{}',
    VSCODE_IPC_HOOK_CLI: undefined,
    ELECTRON_RUN_AS_NODE: undefined,
  };
}

/**
 * Settings that make the editor in the browser behave like the one on the desktop: files are saved when the user
 * saves them, and nothing waits for a network.
 */
const desktopLikeSettings = {
  'files.autoSave': 'off',
  'security.workspace.trust.startupPrompt': 'always',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Writes a profile's settings, unless its user has some already. They are written as the user's and as the
 * machine's: where the editor is served, it takes settings of a machine from the machine that serves it only.
 *
 * @param {string} userFolder The profile's `user` folder.
 * @param {Record<string, unknown>} [additional] Settings on top of the desktop-like ones.
 */
export async function writeSettings(userFolder, additional = {}) {
  await writeUnlessThere(join(userFolder, 'User', 'settings.json'), {
    ...desktopLikeSettings,
    ...additional,
  });
  await writeUnlessThere(join(userFolder, 'Machine', 'settings.json'), additional);
}

async function writeUnlessThere(file, settings) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(settings, undefined, 2)}\n`, { flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/**
 * Installs an extension into a profile, in the place of an older one of the same name.
 *
 * @param {import('./install.mjs').Editor} editor
 * @param {Profile} profile
 * @param {string} vsix Absolute path of the packaged extension.
 */
export async function installExtension(editor, profile, vsix) {
  const args = [editor.server, ...profileArguments(profile), '--install-extension', vsix, '--force'];
  const title = 'Installing the extension in the editor';
  const { status, output } = await run(editor.node, args, {
    env: { EXTENSIONS_GALLERY: '{}' },
    quietly: title,
  });
  if (status !== 0) throw new Failure(`${title} failed: ${output.trim().split('\n').at(-1)}`);
}
