// What a person is told when something is wrong that the extension cannot mend by itself.
import { dirname } from 'node:path';
import process from 'node:process';
import { beforeEach, expect, it } from 'vitest';
import { processesWith } from '../support/processes';
import { useWorkbench } from './support/open-workbench';
import type { Workbench } from './support/workbench';

const open = useWorkbench({ settings: { 'netfilterWorkbench.target': 'labb' } });
let workbench: Workbench;

beforeEach(() => {
  ({ workbench } = open());
});

it('names a target that does not exist, and leads to those that do', async () => {
  await workbench.openFile('xt_CLONE.c');
  await workbench.statusItem('No target labb').waitFor();
  await workbench.runCommand('Netfilter: Build Module');
  const message = workbench.notifications.filter({ hasText: 'There is no target “labb”.' });
  await message.getByRole('button', { name: 'Select Target' }).click();
  await workbench.choose('vm');
  await workbench.statusItem(/^\s*vm\s*$/).waitFor();
  await workbench.clearNotifications();
});

it('starts a language server that crashes again, until it crashes all the time', async () => {
  await workbench.openFile('mirror.iptables');
  for (let crashes = 0; crashes < 5; crashes++) {
    await expect.poll(servers).toHaveLength(1);
    const [pid = 0] = servers();
    process.kill(pid, 'SIGKILL');
    await expect.poll(servers).not.toContain(pid);
  }
  const message = workbench.notifications.filter({ hasText: 'The language server crashes each time' });
  await message.waitFor();
  await workbench.screenshot('server-crashed');
  await message.getByRole('button', { name: 'Start Again' }).click();
  await expect.poll(servers).toHaveLength(1);
  await workbench.goToEndOf(12);
  await workbench.type(' --frobnicate');
  await workbench.squiggles('error').first().waitFor();
});

/** The language servers of this test's editor. */
function servers(): number[] {
  return processesWith(dirname(open().folder), 'dist/server.js');
}
