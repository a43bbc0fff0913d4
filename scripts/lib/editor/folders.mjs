// Where the stand-in editor keeps things: one place in the user's cache folder, shared by every clone.
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** The folder that holds installed editors and the profile of the one a user works in. */
export function editorCacheFolder() {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(cache, 'netfilter-workbench', 'editor');
}

/**
 * The files of an installed editor that others start.
 *
 * @param {string} folder Where it is installed.
 */
export function editorFiles(folder, nodePackageName) {
  const nodeFolder = join(folder, 'node', 'node_modules', nodePackageName);
  const serverFolder = join(folder, 'server', 'node_modules', 'code-server', 'lib', 'vscode');
  return {
    /** Handed to node-gyp, which reads `include/node` below it. */
    nodeFolder,
    node: join(nodeFolder, 'bin', 'node'),
    serverFolder,
    server: join(serverFolder, 'out', 'server-main.js'),
  };
}
