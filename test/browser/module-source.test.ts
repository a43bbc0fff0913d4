// The C of an extension as a person meets it: what it is registered as, checked against its other half, completed,
// explained, and written anew.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { useWorkbench } from './support/open-workbench';
import type { Workbench } from './support/workbench';

const open = useWorkbench();
let workbench: Workbench;

beforeEach(async () => {
  ({ workbench } = open());
  await workbench.openFile('xt_CLONE.c');
  await workbench.revertFile();
});

describe('a kernel half', () => {
  it('says above a handler what it is registered as, and how many rules use it', async () => {
    await workbench.goToText('clone_tg4(struct sk_buff');
    const lens = workbench.editor.locator('.codelens-decoration', { hasText: 'CLONE rev 0 · IPv4 · filter' });
    await lens.filter({ hasText: /\d+ rules use it/ }).waitFor();
    await workbench.screenshot('code-lens');
    await lens
      .getByText(/\d+ rules use it/)
      .first()
      .click();
    await expect
      .poll(() => workbench.peekedPlaces.allInnerTexts())
      .toContainEqual(expect.stringMatching('-j CLONE'));
    await workbench.page.keyboard.press('Escape');
  });

  it('is held against its other half while it is typed', async () => {
    await workbench.goToText('.targetsize = sizeof(struct xt_clone_tginfo)');
    await workbench.type('.targetsize = 16');
    const problems = await workbench.problems();
    await problems.filter({ hasText: 'invalid size 16 (kernel) != (user) 8' }).first().waitFor();
    await workbench.squiggles('error').first().waitFor();
    await workbench.screenshot('contract');
    await workbench.revertFile();
    await workbench.squiggles('error').first().waitFor({ state: 'detached' });
  });

  it('has the fields of its registration completed', async () => {
    await workbench.goToText('.me         = THIS_MODULE,');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('Enter');
    await workbench.type('.users');
    await expect.poll(() => workbench.suggestions.allInnerTexts()).toContain('.usersize');
    await workbench.screenshot('completion-registration');
    await workbench.page.keyboard.press('Escape');
    await workbench.revertFile();
  });

  it('has the calls of x_tables explained', async () => {
    await workbench.goToText('xt_register_targets');
    await expect.poll(() => workbench.lineText('xt_register_targets')).toContain('clone_tg_reg');
    await workbench.hoverOver('xt_register_targets');
    await expect.poll(() => workbench.hover.innerText()).toContain('x_tables');
    await workbench.screenshot('hover-kernel');
    await workbench.page.keyboard.press('Escape');
  });
});

describe('a new extension', () => {
  it('is asked for a question at a time, and opened', async () => {
    await workbench.askCommand('Netfilter: New Netfilter Extension…');
    await workbench.screenshot('new-extension');
    await workbench.choose('Target');
    await workbench.answer('MYMARK', 'MYMARK');
    await workbench.choose('IPv4 and IPv6');
    await workbench.page.getByText('A second revision').waitFor();
    await workbench.screenshot('new-extension-extras');
    await workbench.page.keyboard.press('Enter');
    await workbench.activeTab('xt_MYMARK.c').waitFor();
    expect(await readdir(join(open().folder, 'xt_MYMARK'))).toContain('libxt_MYMARK.t');
    await workbench.screenshot('new-extension-open');
  });
});
