// Which editor stands in for desktop VS Code where there is none, pinned: the selectors of test/browser and the
// screenshots belong to this version.
import process from 'node:process';

/**
 * One stand-in editor: a release of code-server, which carries VS Code's own server, workbench and extension
 * host, and the release of Node it is built for.
 *
 * @typedef {object} EditorRelease
 * @property {string} codeServer Version of the npm package `code-server`; 4.N.P carries VS Code 1.N.P.
 * @property {string} node Version of the npm package that ships Node with its headers.
 */

/** The editor that users and tests get. @type {EditorRelease} */
export const currentEditor = { codeServer: '4.139.1', node: '24.21.0' };

/** The oldest VS Code that `engines.vscode` admits. @type {EditorRelease} */
export const oldestEditor = { codeServer: '4.100.3', node: '20.20.2' };

/** The release a run is asked for by NFW_EDITOR=oldest; the current one when it is not set. */
export function chosenEditor() {
  return process.env['NFW_EDITOR'] === 'oldest' ? oldestEditor : currentEditor;
}

/** The npm package of Node for this machine: it holds `bin/node` and `include/node`. */
export function nodePackage() {
  return `node-linux-${process.arch}`;
}
