// Programs that start programs of their own (the editor's server, a test run) are started as a process group and
// ended as one, so that nothing outlives whoever started it: neither on success nor on an error or Ctrl+C.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { findOnPath } from '../find-on-path.mjs';

/** Groups that still run; whatever is here when this process ends is ended with it. @type {Set<number>} */
const running = new Set();
let isCleanupInstalled = false;

/** How long a group may take to end by itself before it is killed, in milliseconds. */
const grace = 5_000;

/**
 * @typedef {object} ChildGroup
 * @property {import('node:child_process').ChildProcess} child
 * @property {Promise<number>} exited The exit code of the first process; 128 + n when signal n ended it.
 * @property {() => Promise<void>} stop Ends the whole group; resolves when its first process is gone.
 */

/**
 * Starts a program as the first of a process group of its own.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {ChildGroup}
 */
export function startGroup(command, args, options) {
  installCleanup();
  const child = spawn(...endingWithParent(command, args), { ...options, detached: true });
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  const exited = new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)));
  });
  void exited.then(() => pid !== undefined && endGroup(pid, 'SIGKILL') && running.delete(pid));

  const stop = async () => {
    if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    endGroup(pid, 'SIGTERM');
    const isGone = await Promise.race([exited.then(() => true), delay(grace, false, { ref: false })]);
    if (!isGone) endGroup(pid, 'SIGKILL');
    await exited;
  };
  return { child, exited, stop };
}

/**
 * Has the kernel end the program when this process is killed outright and cannot clean up. `setpriv` belongs to
 * every Debian; where it is missing, the program is started as it is.
 */
function endingWithParent(command, args) {
  const setpriv = findOnPath('setpriv');
  return setpriv ? [setpriv, ['--pdeathsig', 'TERM', '--', command, ...args]] : [command, args];
}

/** @returns {true} Also when the group was gone already. */
function endGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
  return true;
}

function installCleanup() {
  if (isCleanupInstalled) return;
  isCleanupInstalled = true;
  process.on('exit', () => running.forEach((pid) => endGroup(pid, 'SIGKILL')));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Someone else who listens decides when the process ends; its `exit` event still cleans up.
      if (process.listenerCount(signal) === 1)
        process.exit(128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal]);
    });
  }
}
