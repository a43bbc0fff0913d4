// The page of the Kernel Log panel by itself, in a real browser and under its own content security policy. The test
// plays the extension's part: it sends what the extension would send and reads what the page answers.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FromView, LogRow, LogStatus, ToView } from '../../client/src/webview/messages';
import { renderPage } from '../../client/src/webview/page';
import { root } from '../../scripts/lib/root.mjs';
import { launchChromium } from '../support/chromium.mjs';

const origin = 'http://panel.test';
const types: Partial<Record<string, string>> = { css: 'text/css', js: 'text/javascript' };

function rowOf(id: number, fields: Partial<LogRow> = {}): LogRow {
  const text = `xt_CLONE: message ${id}`;
  return {
    id,
    level: 'info',
    time: '    1.500000',
    text,
    source: undefined,
    raw: `6,${id},1500000,-;${text}`,
    ...fields,
  };
}

const status: LogStatus = { target: 'vm', following: false, connecting: undefined, trusted: true };

const rowsOf = (count: number): LogRow[] => Array.from({ length: count }, (_, index) => rowOf(index + 1));

describe('the page of the Kernel Log panel', () => {
  let browser: Browser;
  let page: Page;
  let answers: FromView[];

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    answers = [];
    page = await browser.newPage({ viewport: { width: 900, height: 300 } });
    await page.exposeFunction('answer', (message: FromView) => answers.push(message));
    await page.addInitScript(
      'window.acquireVsCodeApi = () => ({ postMessage: window.answer, getState() {}, setState() {} })',
    );
    await page.route(`${origin}/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      const body = name === '' ? pageHtml() : await readFile(join(root, 'dist', name), 'utf8');
      await route.fulfill({ body, contentType: types[name.split('.').at(-1) ?? ''] ?? 'text/html' });
    });
    await page.goto(`${origin}/`);
    await expect.poll(() => answers).toEqual([{ type: 'ready' }]);
    return () => page.close();
  });

  const pageHtml = () =>
    renderPage({
      style: `${origin}/kernel-log.css`,
      script: `${origin}/kernel-log.js`,
      styleSource: origin,
      nonce: 'bm9uY2U=',
      level: 'debug',
    });
  const send = (message: ToView) => page.evaluate(`window.postMessage(${JSON.stringify(message)})`);
  const texts = () => page.locator('.row .text').allTextContents();
  const count = () => page.locator('#count').textContent();

  it('draws a few rows of a log of a hundred thousand, and the newest among them', async () => {
    await send({ type: 'reset', rows: rowsOf(100_000) });
    await page.locator('.row', { hasText: 'message 100000' }).waitFor();
    expect(await page.locator('.row').count()).toBeLessThan(60);
    expect(await count()).toBe('100000 records');
  });

  it('goes on with the log until the reader scrolls away, and again at the press of a button', async () => {
    await send({ type: 'reset', rows: rowsOf(500) });
    await send({ type: 'append', rows: [rowOf(501)], firstId: 1 });
    await page.locator('.row', { hasText: 'message 501' }).waitFor();
    await page.locator('#list').press('Home');
    await page.locator('#newest').waitFor();
    await send({ type: 'append', rows: [rowOf(502)], firstId: 1 });
    await expect.poll(count).toBe('502 records');
    expect(await texts()).toContain('xt_CLONE: message 1');
    await page.locator('#newest').click();
    await page.locator('.row', { hasText: 'message 502' }).waitFor();
  });

  it('is at the newest row when it is first shown, and when a filter leaves less than it has room for', async () => {
    await send({ type: 'status', status: { ...status, following: true } });
    await send({ type: 'reset', rows: [] });
    await send({ type: 'append', rows: rowsOf(300), firstId: 1 });
    await page.locator('.row', { hasText: 'message 300' }).waitFor();
    await page.locator('#list').press('Home');
    await page.locator('#newest').waitFor();
    await page.locator('#search').fill('message 299');
    await page.locator('#newest').waitFor({ state: 'hidden' });
  });

  it('forgets the rows that the extension has dropped', async () => {
    await send({ type: 'reset', rows: rowsOf(10) });
    await send({ type: 'append', rows: [rowOf(11)], firstId: 9 });
    await expect.poll(texts).toEqual([9, 10, 11].map((id) => `xt_CLONE: message ${id}`));
  });

  it('filters by level and by words, marks them, and says how many pass', async () => {
    await send({
      type: 'reset',
      rows: [
        rowOf(1),
        rowOf(2, { level: 'err', text: 'no route for mark 0x1' }),
        rowOf(3, { level: 'warning' }),
      ],
    });
    await page.locator('#level').selectOption('warning');
    expect(await texts()).toEqual(['no route for mark 0x1', 'xt_CLONE: message 3']);
    await page.locator('#search').fill('ROUTE mark');
    expect(await texts()).toEqual(['no route for mark 0x1']);
    expect(await page.locator('mark').allTextContents()).toEqual(['route', 'mark']);
    expect(await count()).toBe('1 of 3 records');
    await page.locator('#search').fill('nothing like it');
    await page.getByRole('button', { name: 'Show All' }).click();
    expect(await texts()).toHaveLength(3);
  });

  it('is worked with the keyboard alone: search, move, see the raw record, open the source', async () => {
    await send({ type: 'reset', rows: rowsOf(3) });
    await page.locator('#list').focus();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('message');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('[aria-selected=true] .text').textContent()).toBe('xt_CLONE: message 2');
    expect(await page.locator('#list').getAttribute('aria-activedescendant')).toBe('row-2');
    expect(await page.locator('#raw').textContent()).toBe('6,2,1500000,-;xt_CLONE: message 2');
    await page.keyboard.press('Enter');
    await expect.poll(() => answers.at(-1)).toEqual({ type: 'open', id: 2, focus: true });
    await page.keyboard.press('Escape');
    expect(await page.locator('#raw').isHidden()).toBe(true);
  });

  it('frames the chosen row in a theme of high contrast, which has no backgrounds', async () => {
    await page.locator('html').evaluate((html) => {
      const { style } = html as unknown as {
        readonly style: { setProperty(name: string, value: string): void };
      };
      style.setProperty('--vscode-contrastActiveBorder', 'rgb(255, 0, 0)');
    });
    await send({ type: 'reset', rows: rowsOf(3) });
    await page.locator('#list').press('End');
    const outline = (id: number): Promise<string> =>
      page.locator(`#row-${id}`).evaluate((row) => {
        const { getComputedStyle } = globalThis as unknown as {
          readonly getComputedStyle: (element: unknown) => { readonly outline: string };
        };
        return getComputedStyle(row).outline;
      });
    await expect.poll(() => outline(3)).toContain('rgb(255, 0, 0) solid');
    expect(await outline(2)).not.toContain('rgb(255, 0, 0)');
  });

  it('opens the source of the row that is clicked', async () => {
    await send({ type: 'reset', rows: [rowOf(1, { source: 'xt_CLONE.c:12' })] });
    await page.getByText('xt_CLONE.c:12').click();
    await expect.poll(() => answers.at(-1)).toEqual({ type: 'open', id: 1, focus: false });
  });

  it('shows what the kernel printed as text, whatever it is', async () => {
    const text = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
    await send({ type: 'reset', rows: [rowOf(1, { text })] });
    await expect.poll(texts).toEqual([text]);
    expect(await page.title()).toBe('Kernel Log');
  });

  it('says why it is empty, and asks the extension for the way on', async () => {
    await send({ type: 'status', status });
    await page.getByRole('button', { name: 'Follow' }).click();
    await expect.poll(() => answers.at(-1)).toEqual({ type: 'command', command: 'follow' });
  });

  it('says what it waits for while its target is on the way, and can be told to stop', async () => {
    const connecting = 'Booting Debian bookworm';
    await send({ type: 'status', status: { ...status, following: true, connecting } });
    await page.getByText('Booting Debian bookworm …').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect.poll(() => answers.at(-1)).toEqual({ type: 'command', command: 'pause' });
  });

  it('shows the words of a record and where they come from in a narrow panel too', async () => {
    await page.setViewportSize({ width: 300, height: 300 });
    const text = 'leads out of eth0 like the original';
    await send({ type: 'reset', rows: [rowOf(1, { text, source: 'xt_CLONE.c:120' })] });
    await page.locator('.row').waitFor();
    const right = async (name: string): Promise<number> => {
      const box = await page.locator(`.row .${name}`).boundingBox();
      return box === null ? Infinity : box.x + box.width;
    };
    expect(await right('source')).toBeLessThanOrEqual(300);
    expect((await page.locator('.row .text').boundingBox())?.width).toBeGreaterThan(120);
    expect(await page.getByRole('option', { name: text }).textContent()).toContain('info');
  });

  it('reads out how many records pass when the reader has filtered, not with every record', async () => {
    await send({ type: 'reset', rows: [rowOf(1)] });
    await expect.poll(count).toBe('1 record');
    expect(await page.locator('#count').getAttribute('aria-live')).toBe('off');
    await page.locator('#search').fill('nothing like it');
    await expect.poll(count).toBe('0 of 1 record');
    expect(await page.locator('#count').getAttribute('aria-live')).toBe('polite');
  });
});
