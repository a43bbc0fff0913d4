// Rules in a shell script and in the tests of an extension, and the profile they are read with, as a person meets them.
import { describe, expect, it } from 'vitest';
import { useWorkbench } from './support/open-workbench';

const open = useWorkbench();

describe('a shell script', () => {
  it('has its iptables commands checked where they stand', async () => {
    const { workbench } = open();
    await workbench.openFile('router.sh');
    await workbench.goToEndOf(12);
    await workbench.page.keyboard.press('Enter');
    await workbench.type('$IPTABLES -A INPUT -s 10.0.0.0/33 -j DROP');
    await workbench.page.keyboard.press('Escape');
    await workbench.squiggles('error').first().waitFor();
    await workbench.hoverOver('33');
    await expect.poll(() => workbench.hover.innerText()).toContain('invalid mask');
    await workbench.screenshot('shell-script');
    await workbench.page.keyboard.press('Escape');
    await workbench.revertFile();
    await workbench.squiggles('error').first().waitFor({ state: 'detached' });
  });

  it('completes the option of a target of this folder', async () => {
    const { workbench } = open();
    await workbench.openFile('router.sh');
    await workbench.goToEndOf(12);
    await workbench.page.keyboard.press('Enter');
    await workbench.type('$IPTABLES -A FORWARD -j CLONE --m');
    await expect.poll(() => workbench.suggestions.allInnerTexts()).toContain('--mark');
    await workbench.screenshot('shell-script-completion');
    await workbench.page.keyboard.press('Escape');
    await workbench.revertFile();
  });
});

describe('the tests of an extension', () => {
  it('are a language of their own, without a fault', async () => {
    const { workbench } = open();
    await workbench.openFile('libxt_CLONE.t');
    await workbench.statusItem('iptables extension tests').waitFor();
    expect(await workbench.squiggles('error').count()).toBe(0);
    await workbench.screenshot('extension-tests');
  });
});

describe('the profile', () => {
  it('is shown beside the language, with where it comes from', async () => {
    const { workbench } = open();
    await workbench.openFile('mirror.iptables');
    await workbench.showLanguageStatus();
    await expect.poll(() => workbench.languageStatus.innerText()).toContain('iptables-nft 1.8.9');
    expect(await workbench.languageStatus.innerText()).toContain('version by default, family from its name');
    await workbench.screenshot('rule-profile');
    await workbench.page.keyboard.press('Escape');
  });

  it('is changed for a file by a comment in it', async () => {
    const { workbench } = open();
    await workbench.openFile('mirror.iptables');
    await workbench.askCommand('Netfilter: Select Rule Profile');
    await workbench.choose('legacy (x_tables)');
    await workbench.screenshot('select-rule-profile');
    await workbench.choose('This file');
    await expect.poll(() => workbench.lineText('nfw-profile')).toBe('# nfw-profile: legacy');
    await workbench.showLanguageStatus();
    await expect.poll(() => workbench.languageStatus.innerText()).toContain('variant from its comment');
    await workbench.page.keyboard.press('Escape');
    await workbench.revertFile();
  });
});
