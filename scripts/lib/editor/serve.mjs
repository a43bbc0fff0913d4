// Starts the stand-in editor's server on 127.0.0.1 and says where it listens. Users get a connection token;
// tests, which open a folder of their own for seconds, do without.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.mjs';
import { startGroup } from './child-group.mjs';
import { editorEnvironment, profileArguments } from './profile.mjs';

/** How long the server may take until it listens, in milliseconds; it takes half a second on a quiet machine. */
const startLimit = 60_000;

/**
 * @typedef {object} RunningEditor
 * @property {string} url Address of the workbench without a folder; its query holds the token if there is one.
 * @property {number} port
 * @property {number} pid First process of the server's group.
 * @property {Promise<number>} exited
 * @property {() => boolean} wasStopped Whether `stop` was called, and the server did not end by itself.
 * @property {() => string} lastWords The last line that the server printed, for an error.
 * @property {() => Promise<void>} stop Resolves when the server is gone.
 */

/**
 * Starts the server.
 *
 * @param {object} options
 * @param {import('./install.mjs').Editor} options.editor
 * @param {import('./profile.mjs').Profile} options.profile
 * @param {string} [options.token] Asked of every request; left out, anyone on this machine may connect.
 * @param {boolean} [options.isTestRun] Lets the page run a test suite in the extension host; hides notifications.
 * @param {boolean} [options.isTrusted] Trusts every folder without asking, as `--disable-workspace-trust` does.
 * @returns {Promise<RunningEditor>}
 */
export async function serveEditor({ editor, profile, token, isTestRun = false, isTrusted = false }) {
  await mkdir(profile.server, { recursive: true });
  const group = startGroup(
    editor.node,
    [
      editor.server,
      ...['--host', '127.0.0.1', '--port', '0'],
      ...(token === undefined ? ['--without-connection-token'] : await tokenFile(profile, token)),
      '--accept-server-license-terms',
      ...['--telemetry-level', 'off'],
      ...profileArguments(profile),
      ...(isTestRun ? ['--enable-smoke-test-driver'] : []),
      ...(isTrusted ? ['--disable-workspace-trust'] : []),
    ],
    { env: editorEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const output = collectOutput(group.child);
  let wasStopped = false;
  const stop = () => {
    wasStopped = true;
    return group.stop();
  };
  const port = await listeningPort(group, output).catch(async (error) => {
    await stop();
    throw error;
  });
  const query = token === undefined ? '' : `?tkn=${encodeURIComponent(token)}`;
  return {
    url: `http://127.0.0.1:${port}/${query}`,
    port,
    pid: group.child.pid,
    exited: group.exited,
    wasStopped: () => wasStopped,
    lastWords: () => lastLine(output()),
    stop,
  };
}

/** Gathers what a program prints; the function returned gives all of it so far. */
function collectOutput(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  return () => output;
}

/** The token goes through a file that only its owner reads: a command line is seen by every user of the machine. */
async function tokenFile(profile, token) {
  const file = join(profile.server, 'connection-token');
  await writeFile(file, token, { mode: 0o600 });
  return ['--connection-token-file', file];
}

function listeningPort(group, output) {
  return new Promise((resolve, reject) => {
    const giveUp = (why) => reject(new Failure(`The editor's server did not start: ${why}`));
    const deadline = setTimeout(
      () => giveUp('it did not listen within a minute. Run this again.'),
      startLimit,
    );
    const look = () => {
      const port = /agent listening on (\d+)/.exec(output())?.[1];
      if (port === undefined) return;
      clearTimeout(deadline);
      resolve(Number(port));
    };
    group.child.stdout.on('data', look);
    void group.exited.then((code) => {
      clearTimeout(deadline);
      giveUp(`${lastLine(output()) || `it ended with ${code}.`} Run this again.`);
    });
  });
}

const lastLine = (output) => output.trim().split('\n').at(-1) ?? '';
