// A rule file as a person meets it: coloured, checked, completed and explained.
import { beforeEach, describe, expect, it } from 'vitest';
import { useWorkbench } from './support/open-workbench';
import type { Workbench } from './support/workbench';

const open = useWorkbench();
let workbench: Workbench;

beforeEach(async () => {
  ({ workbench } = open());
  await workbench.openFile('mirror.iptables');
  await workbench.revertFile();
});

describe('a rule file', () => {
  it('is known as one, and its targets are coloured', async () => {
    await workbench.statusItem('iptables rules').waitFor();
    const colours = await workbench.coloursOf('-p udp');
    expect(colours.size).toBeGreaterThan(2);
  });

  it('has nothing wrong with it, the target of this folder included', async () => {
    await workbench.goToEndOf(12);
    await workbench.type(' --frobnicate');
    await workbench.squiggles('error').first().waitFor();
    for (let typed = 0; typed < ' --frobnicate'.length; typed++) {
      await workbench.page.keyboard.press('Backspace');
    }
    await workbench.squiggles('error').first().waitFor({ state: 'detached' });
    expect(await workbench.squiggles('warning').count()).toBe(0);
  });

  it('explains the option under the mouse', async () => {
    await workbench.hoverOver('--mark');
    await expect.poll(() => workbench.hover.innerText()).toContain('CLONE');
    await workbench.screenshot('hover');
    await workbench.page.keyboard.press('Escape');
  });

  it('completes the option of a target of this folder as it is typed', async () => {
    await workbench.goToEndOf(12);
    await workbench.page.keyboard.press('Enter');
    await workbench.type('-A MIRROR -p 47 -j CLONE --m');
    await expect.poll(() => workbench.suggestions.allInnerTexts()).toContain('--mark');
    await workbench.screenshot('completion');
    await workbench.page.keyboard.press('Enter');
    await expect.poll(() => workbench.lineText('-p 47')).toContain('CLONE --mark');
  });

  it('lists what iptables would refuse in Problems, and leads there', async () => {
    await workbench.goToEndOf(12);
    await workbench.page.keyboard.press('Enter');
    await workbench.type('-A INPUT -p tcp --dport 70000 -j ACCEPT');
    await workbench.page.keyboard.press('Escape');
    const problems = await workbench.problems();
    const problem = problems.filter({ hasText: '70000' });
    await problem.waitFor();
    await workbench.screenshot('problems-rules');
    await problem.dblclick();
    await workbench.statusItem('Ln 13').waitFor();
  });

  it('leads from an option to the C that defines it', async () => {
    await workbench.goTo(11, 58);
    await workbench.page.keyboard.press('Control+F12');
    const place = workbench.peekedPlaces.filter({ hasText: '"mark"' });
    await place.waitFor();
    await workbench.screenshot('definition');
    await place.dblclick();
    await workbench.activeTab('libxt_CLONE.c').waitFor();
  });

  it('offers behind a jump what the chain allows', async () => {
    await workbench.goToEndOf(12);
    await workbench.page.keyboard.press('Enter');
    await workbench.type('-A INPUT -j ');
    await expect.poll(() => workbench.suggestions.allInnerTexts()).toContain('ACCEPT');
    expect(await workbench.suggestions.allInnerTexts()).not.toContain('MASQUERADE');
    await workbench.screenshot('completion-targets');
  });

  it('mends with a quick fix what is certain', async () => {
    await workbench.goToEndOf(12);
    await workbench.page.keyboard.press('Enter');
    await workbench.type('-A INPUT -j aceept');
    await workbench.page.keyboard.press('Escape');
    await workbench.squiggles('error').first().waitFor();
    await workbench.page.keyboard.press('Control+.');
    const fix = workbench.quickFixes.filter({ hasText: 'Change to ACCEPT' });
    await fix.waitFor();
    await workbench.screenshot('quick-fix');
    await fix.click();
    await workbench.squiggles('error').first().waitFor({ state: 'detached' });
  });

  it('shows who jumps to a chain', async () => {
    await workbench.goTo(5, 3);
    await workbench.runCommand('Peek Call Hierarchy');
    await expect.poll(() => workbench.calls.allInnerTexts()).toContain('FORWARD');
    await workbench.screenshot('call-hierarchy');
  });
});
