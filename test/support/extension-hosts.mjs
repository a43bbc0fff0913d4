// The extension hosts that a running editor's server has started.
import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** How long an extension host may take to write what it has and end, in milliseconds. */
const limit = 15_000;

/** Waits until no extension host of the server runs any more, or too long. @param {number} serverPid */
export async function waitForExtensionHosts(serverPid) {
  const deadline = Date.now() + limit;
  while (Date.now() < deadline && (await hasExtensionHost(serverPid))) await delay(100);
}

async function hasExtensionHost(serverPid) {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The name before the parent's id stands in parentheses and may hold spaces.
    const parent = status.slice(status.lastIndexOf(')') + 2).split(' ')[1];
    if (Number(parent) !== serverPid) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('--type=extensionHost')) return true;
  }
  return false;
}
