// Installs real VS Code without a desktop build: code-server's copy of VS Code's server and workbench, with the
// Node it was built for, from npm alone, into the user's cache folder. An installation is made in a temporary
// folder and renamed when it is complete, so that one which stands under its name is whole.
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { Failure } from '../failure.mjs';
import { run } from '../run.mjs';
import { heading } from '../say.mjs';
import { editorCacheFolder, editorFiles } from './folders.mjs';
import { reasonOf } from './npm-failures.mjs';
import { chosenEditor, nodePackage } from './versions.mjs';

/** Raised when the steps below change, so that installations made by older ones are not taken for good. */
const recipe = 1;

/** Native parts that code-server ships as sources; without spdlog, log output channels stay silently empty. */
const nativePackages = ['@vscode/spdlog', '@vscode/native-watchdog'];

const receiptName = 'installed.json';

/**
 * @typedef {object} Editor An installed stand-in editor.
 * @property {string} version Of VS Code, e.g. `1.139.1`.
 * @property {string} node Absolute path of the Node that runs it.
 * @property {string} server Absolute path of the server's entry point.
 */

/**
 * Makes sure that the stand-in editor is installed, saying what it does on the way.
 *
 * @param {import('./versions.mjs').EditorRelease} [release]
 * @returns {Promise<Editor>}
 * @throws {Failure} When it cannot be installed; what was half done has been removed then.
 */
export async function installEditor(release = chosenEditor()) {
  const home = editorCacheFolder();
  const folder = join(home, `${release.codeServer}-node-${release.node}`);
  if (await isComplete(folder, release)) return describe(folder, release);

  refuseOtherSystems();
  heading(`The editor: VS Code ${vscodeVersion(release)} in the browser, once for this user (800 MB)`);
  await mkdir(home, { recursive: true });
  await discardAbandoned(home);
  const unfinished = join(home, `${unfinishedPrefix}${process.pid}-${release.codeServer}`);
  try {
    await mkdir(unfinished);
    await install(unfinished, release);
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
  } catch (error) {
    // Another process may have finished the same installation first; then its folder is as good as ours.
    if (!(await isComplete(folder, release))) throw asFailure(error);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return describe(folder, release);
}

const unfinishedPrefix = 'unfinished-';

async function install(folder, release) {
  const files = editorFiles(folder, nodePackage());
  const env = environment(files);
  const step = async (title, cwd, command, ...args) => {
    const { status, output } = await run(command, args, { cwd, env, quietly: title });
    if (status !== 0) throw new Failure(`${title} failed: ${reasonOf(output)}`);
  };
  const packages = ['install', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { nodeFolder, serverFolder } = files;

  const forNode = await emptyPackage(folder, 'node');
  await step(`Node ${release.node}`, forNode, 'npm', ...packages, `${nodePackage()}@${release.node}`);
  const forServer = await emptyPackage(folder, 'server');
  await step('VS Code', forServer, 'npm', ...packages, `code-server@${release.codeServer}`);
  await step('The libraries of VS Code', serverFolder, 'npm', ...packages, '--omit=dev');
  const extensions = join(serverFolder, 'extensions');
  await step('The libraries of its extensions', extensions, 'npm', ...packages, '--omit=dev');
  await step('Its native parts', serverFolder, 'npm', 'rebuild', '--ignore-scripts=false', ...nativePackages);
  await step('A first start', nodeFolder, files.node, files.server, '--version');
  await writeFile(join(folder, receiptName), receipt(release));
}

/** A folder of its own for one npm package, so that npm looks for no project above it. */
async function emptyPackage(folder, name) {
  const path = join(folder, name);
  await mkdir(path);
  await writeFile(join(path, 'package.json'), '{ "private": true }\n');
  return path;
}

/** npm run by the editor's own Node, compiling against that Node's headers whatever the user's npmrc names. */
function environment(files) {
  const path = [join(files.nodeFolder, 'bin'), process.env['PATH'] ?? ''].join(delimiter);
  return {
    ...process.env,
    PATH: path,
    npm_config_nodedir: files.nodeFolder,
    npm_config_engine_strict: 'false',
  };
}

async function isComplete(folder, release) {
  try {
    const files = editorFiles(folder, nodePackage());
    await Promise.all([access(files.node), access(files.server)]);
    return (await readFile(join(folder, receiptName), 'utf8')) === receipt(release);
  } catch {
    return false;
  }
}

/** What an installation is called complete by: written last, and by this recipe. */
function receipt(release) {
  return `${JSON.stringify({ recipe, ...release })}\n`;
}

/** Removes what installations left behind that were killed before they could clean up. */
async function discardAbandoned(home) {
  for (const name of await readdir(home)) {
    if (!name.startsWith(unfinishedPrefix)) continue;
    const maker = Number.parseInt(name.slice(unfinishedPrefix.length), 10);
    if (!isAlive(maker)) await rm(join(home, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function refuseOtherSystems() {
  if (process.platform === 'linux') return;
  throw new Failure(
    'The editor in the browser runs on Linux only. Install VS Code and put its `code` command on PATH.',
  );
}

/** Trouble with the disk, in the words of the other failures. */
function asFailure(error) {
  if (error instanceof Failure) return error;
  return new Failure(`The editor cannot be installed: ${reasonOf(error.message)}`);
}

function describe(folder, release) {
  const { node, server } = editorFiles(folder, nodePackage());
  return { version: vscodeVersion(release), node, server };
}

function vscodeVersion(release) {
  return release.codeServer.replace(/^4\./, '1.');
}
