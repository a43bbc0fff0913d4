// What somebody sees who has just installed the extension: its page among the extensions, and the walkthrough.
import { beforeEach, expect, it } from 'vitest';
import { useWorkbench } from './support/open-workbench';
import type { Workbench } from './support/workbench';

const open = useWorkbench();
let workbench: Workbench;

beforeEach(() => {
  ({ workbench } = open());
});

it('leads through the first steps, with a picture of each', async () => {
  // Where there is little room, the walkthrough leaves its pictures out.
  await workbench.page.setViewportSize({ width: 1600, height: 900 });
  await workbench.runCommand('Netfilter: Get Started');
  const page = workbench.page.locator('.gettingStartedContainer');
  for (const step of ['Choose a machine that may crash', 'Build and load the module', 'Open a rule file']) {
    await page.getByText(step).click();
    const picture = page.locator('.getting-started-media img');
    await expect.poll(() => picture.evaluate(widthOf)).toBeGreaterThan(0);
  }
  await workbench.screenshot('get-started');
});

it('ticks off the step of rules once a rule file is open', async () => {
  await workbench.openFile('mirror.iptables');
  await workbench.runCommand('Netfilter: Get Started');
  const step = workbench.page.locator('.getting-started-step', { hasText: 'Open a rule file' });
  await step.locator('.codicon-getting-started-step-checked').first().waitFor();
});

it('is described among the extensions without a picture that cannot be shown there', async () => {
  await workbench.page.keyboard.press('Control+Shift+X');
  await workbench.page
    .locator('.extensions-viewlet .monaco-list-row', { hasText: 'Netfilter' })
    .first()
    .click();
  const readme = workbench.webview();
  await readme.getByRole('heading', { name: 'A five-minute tour' }).waitFor();
  expect(await readme.locator('img').count()).toBe(0);
  await workbench.screenshot('extension-page');
});

/** Pixels that a picture has, which is none when it could not be read. */
function widthOf(picture: unknown): number {
  return (picture as { readonly naturalWidth: number }).naturalWidth;
}
