// The loop as a person sees it, against a real kernel: a build that fails and says where, the reload, the kernel log
// and the message on the line that printed it.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentReport } from '../../remote/src/jobs/job';
import { TestVm } from '../../remote/src/vm/test-vm';
import { testInstance } from '../support/test-instance.mjs';
import { useWorkbench } from './support/open-workbench';
import type { Workbench } from './support/workbench';

/** How long a job on the VM may take, in milliseconds: without KVM, on two busy cores. */
const job = { timeout: 180_000 };

const reload = 'Netfilter: Reload Module';

beforeAll(async () => {
  const vm = new TestVm({ instance: testInstance });
  await vm.reset({ report: silentReport, signal: new AbortController().signal });
});

const open = useWorkbench({ settings: { 'netfilterWorkbench.testVm.instance': testInstance } });
let workbench: Workbench;

beforeEach(() => {
  ({ workbench } = open());
});

describe('the loop', () => {
  it('says in a notification that a build failed, and where in Problems', async () => {
    await workbench.openFile('xt_CLONE.c');
    await workbench.goToText('info->mark');
    await workbench.page.keyboard.insertText('info->marc');
    await workbench.save();
    await workbench.runCommand(reload);
    await workbench.notifications.filter({ hasText: 'xt_CLONE does not build' }).waitFor(job);
    await workbench.screenshot('build-failed');
    await workbench.notifications.getByRole('button', { name: 'Open Problems' }).click();
    await workbench.problemRows.filter({ hasText: 'marc' }).first().waitFor();
    await workbench.screenshot('problems');
    await workbench.clearNotifications();
  });

  it('builds and loads the module once it is mended', async () => {
    await workbench.openFile('xt_CLONE.c');
    await workbench.page.keyboard.press('Control+Z');
    await workbench.save();
    await workbench.runCommand(reload);
    await workbench.statusItem(/xt_CLONE is built and loaded/).waitFor(job);
    const problems = await workbench.problems();
    await expect.poll(() => problems.filter({ hasText: 'marc' }).count()).toBe(0);
  });

  it('applies the rules of the file that is open', async () => {
    await workbench.openFile('mirror.iptables');
    await workbench.runCommand('Netfilter: Apply Rules to Target');
    await workbench.statusItem('mirror.iptables is applied').waitFor(job);
  });

  it('lists the kernel log in its panel, and leads to the source', async () => {
    await workbench.runCommand('Netfilter: Show Kernel Log');
    const page = workbench.webview();
    const record = page.locator('#list').getByText('target CLONE registered').first();
    await record.waitFor(job);
    await workbench.leaveTips();
    await workbench.screenshot('kernel-log');
    await workbench.openFile('mirror.iptables');
    await record.click();
    await workbench.activeTab('xt_CLONE.c').waitFor();
  });

  it('shows what the kernel said on the line that said it', async () => {
    await workbench.openFile('xt_CLONE.c');
    await workbench.goToText('target CLONE registered');
    const shown = expect.poll(() => workbench.textBehindLines(), job);
    await shown.toContainEqual(expect.stringMatching(/^"target CLONE registered · ×1 · .* ago"$|just now/));
    await workbench.leaveTips();
    await workbench.screenshot('inline-log');
  });

  it('narrows the kernel log to what is searched for', async () => {
    const page = workbench.webview();
    await page.locator('#search').fill('no such message');
    await page.locator('#list').getByText('target CLONE registered').first().waitFor({ state: 'detached' });
    await page.locator('#search').fill('registered');
    await page.locator('#list').getByText('target CLONE registered').first().waitFor();
  });
});
