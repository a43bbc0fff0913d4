// A machine that nobody has connected to yet: its key is shown before anything is sent to it, and one that the user
// does not trust is not connected to.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { startSshd } from '../support/sshd';
import { useWorkbench } from './support/open-workbench';

const sshd = await startSshd();
afterAll(() => sshd.stop());

const open = useWorkbench({
  settings: {
    'netfilterWorkbench.target': 'lab1',
    'netfilterWorkbench.targets': [
      { name: 'lab1', host: '127.0.0.1', port: sshd.port, identityFile: sshd.clientKey },
    ],
  },
});

it('shows the fingerprint of an unknown host key, and takes no for an answer', async () => {
  const { workbench } = open();
  await workbench.openFile('xt_CLONE.c');
  await workbench.statusItem('lab1').waitFor();
  await workbench.runCommand('Netfilter: Open Shell on Target');
  const dialog = workbench.page.locator('.monaco-dialog-box');
  await dialog.filter({ hasText: 'is not a known host' }).waitFor();
  expect(await dialog.textContent()).toContain(await fingerprintOf(`${sshd.hostKeyFiles[0] ?? ''}.pub`));
  await workbench.screenshot('host-key');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  await workbench.statusItem('connecting').waitFor({ state: 'detached' });
  await workbench.statusItem(/^\s*lab1\s*$/).waitFor();
});

/** As ssh-keygen prints it: `SHA256:…`. */
async function fingerprintOf(publicKey: string): Promise<string> {
  const { stdout } = await promisify(execFile)('ssh-keygen', ['-lf', publicKey]);
  return stdout.split(' ')[1] ?? '';
}
