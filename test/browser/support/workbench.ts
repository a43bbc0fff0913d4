// The workbench as a person uses it: gestures, and what is to be seen after them. All that these tests know of
// VS Code's own page stands here; the selectors belong to the version that scripts/lib/editor/versions.mjs pins.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { root } from '../../../scripts/lib/root.mjs';

const screenshotFolder = join(root, 'artefacts', 'screenshots');

export class Workbench {
  constructor(readonly page: Page) {}

  /** Waits for the first paint, and answers whether the folder is trusted as a user would. */
  async answerTrustQuestion(answer: 'Yes' | 'No'): Promise<void> {
    const button = this.page.locator('.monaco-dialog-box .monaco-button', { hasText: `${answer}, I` });
    await button.click({ timeout: 60_000 });
    await button.waitFor({ state: 'hidden' });
  }

  /** Opens a file of the folder by its name, as with Ctrl+P, and waits until it can be typed into. */
  async openFile(name: string): Promise<void> {
    for (let attempts = 4; ; attempts--) {
      await this.pick('Control+P', name, name);
      await this.quickInput.waitFor({ state: 'hidden' });
      try {
        await this.activeTab(name).waitFor({ timeout: 5000 });
        break;
      } catch (error) {
        // The files that were open before are listed first, and another of them may be there at the click.
        if (attempts === 0) throw error;
      }
    }
    await this.editor.locator('.view-lines .view-line').first().waitFor();
  }

  /** Runs a command from the palette by its full title. */
  async runCommand(title: string): Promise<void> {
    await this.askCommand(title);
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** The same for a command that asks something in its turn. */
  async askCommand(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title);
  }

  /** Full titles of the commands that the palette offers for a text. */
  async commandsNamed(text: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.quickInput.locator('input').first().fill(`>${text}`);
    const labels = this.quickInput.locator('.monaco-list-row .label-name', { hasText: text });
    await labels.first().waitFor();
    const titles = await labels.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return titles;
  }

  /** Puts the cursor at a one-based place of the open file. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.quickInput.locator('input').fill(`:${line},${column}`);
    await this.page.keyboard.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** Puts the cursor at the end of a line of the open file. */
  async goToEndOf(line: number): Promise<void> {
    await this.goTo(line);
    await this.page.keyboard.press('End');
  }

  /** Finds a text in the open file with Ctrl+F and Enter, and leaves it selected. */
  async goToText(text: string): Promise<void> {
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Control+F');
    const find = this.page.locator('.find-widget.visible');
    await find.getByRole('textbox', { name: 'Find' }).fill(text);
    await find.locator('.matchesCount', { hasText: /^1 of/ }).waitFor();
    await this.page.keyboard.press('Enter');
    await find.locator('.codicon-widget-close').click();
    await find.waitFor({ state: 'hidden' });
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** Throws away what was typed into the open file and not saved. */
  async revertFile(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.runCommand('File: Revert File');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** The tab of a file that is in front. */
  activeTab(name: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name="${name}"]`);
  }

  /** The open editor. */
  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .editor-instance');
  }

  /** The text of the first line on screen that holds a text. */
  async lineText(text: string): Promise<string> {
    // The editor writes blanks as no-break spaces.
    const lines = await this.editor.locator('.view-line').allInnerTexts();
    return lines.map((line) => line.replaceAll('\u00a0', ' ')).find((line) => line.includes(text)) ?? '';
  }

  /** The classes that colour the pieces of the first line on screen that begins with a text. */
  async coloursOf(text: string): Promise<Set<string>> {
    const line = this.editor.locator('.view-line', { hasText: text }).first();
    const classes = await line
      .locator('span > span')
      .evaluateAll((pieces) => pieces.map((piece) => (piece as unknown as { className: string }).className));
    return new Set(classes);
  }

  /** What extensions have painted behind lines on screen; VS Code paints it with the style sheet. */
  async textBehindLines(): Promise<string[]> {
    return this.editor.locator('.view-line [class*="ced-"]').evaluateAll((places) => {
      const { getComputedStyle } = globalThis as unknown as {
        readonly getComputedStyle: (place: unknown, pseudo: string) => { readonly content: string };
      };
      return places.map((place) => getComputedStyle(place, '::after').content.replaceAll(/\s+/g, ' '));
    });
  }

  /** Squiggles of one severity in the open editor. */
  squiggles(severity: 'error' | 'warning' | 'info'): Locator {
    return this.editor.locator(`.squiggly-${severity}`);
  }

  /** Labels of the suggestions on show. */
  get suggestions(): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row .label-name');
  }

  /** Quick fixes on show. */
  get quickFixes(): Locator {
    return this.page.locator('.action-widget .monaco-list-row');
  }

  /** Names in the peek of a call hierarchy. */
  get calls(): Locator {
    return this.page.locator('.zone-widget .call-hierarchy .monaco-list-row .label-name');
  }

  /** The hover on show. */
  get hover(): Locator {
    return this.page.locator('.monaco-hover:not(.hidden) .hover-contents').first();
  }

  /** The places that a peek lists, such as several definitions of one word. */
  get peekedPlaces(): Locator {
    return this.page.locator('.zone-widget .reference-zone-widget .monaco-list-row');
  }

  /** Moves the mouse away from the tabs, whose tips would lie over a picture. */
  async leaveTips(): Promise<void> {
    await this.page.mouse.move(640, 450);
    await this.page.locator('.workbench-hover').first().waitFor({ state: 'hidden' });
  }

  /** Moves the mouse over the first place where a text stands in the open editor. */
  async hoverOver(text: string): Promise<void> {
    const token = this.editor.locator('.view-line > span > span', { hasText: text }).first();
    const box = await token.boundingBox();
    const content = await token.textContent();
    if (!box || !content) throw new Error(`"${text}" is not in sight.`);
    // The font has one width for all characters.
    const middle = (content.indexOf(text) + text.length / 2) / content.length;
    await this.page.mouse.move(box.x + box.width * middle, box.y + box.height / 2, { steps: 5 });
  }

  /** Opens the Problems panel and returns its rows. */
  async problems(): Promise<Locator> {
    const panel = this.page.locator('.markers-panel-container');
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
    return this.problemRows;
  }

  /** The lines of the Problems panel, which somebody else opens. */
  get problemRows(): Locator {
    return this.page.locator('.markers-panel-container .monaco-list-row');
  }

  /** Items of the status bar by the text they show. */
  statusItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** Opens what the braces beside the language show. */
  async showLanguageStatus(): Promise<void> {
    await this.page.mouse.move(10, 300);
    await this.page.locator('[id="status.languageStatus"]').hover();
    await this.languageStatus.waitFor();
  }

  /** What the braces beside the language show of the open file. */
  get languageStatus(): Locator {
    return this.page.locator('.monaco-hover .hover-language-status').first();
  }

  /** Takes a row of the quick pick on show by its label. */
  async choose(label: string): Promise<void> {
    await this.quickInput.locator('.monaco-list-row', { hasText: label }).first().click();
  }

  /** Types an answer into the input box that asks for it, found by its placeholder. */
  async answer(placeholder: string, text: string): Promise<void> {
    const box = this.quickInput.getByPlaceholder(placeholder);
    await box.fill(text);
    await box.press('Enter');
  }

  /** Notifications that have popped up. */
  get notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item');
  }

  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.notifications.first().waitFor({ state: 'detached' });
  }

  /** The document of a webview, found by the title of its view or editor. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  /** Keeps a picture of the window in artefacts/screenshots. */
  async screenshot(name: string): Promise<void> {
    await mkdir(screenshotFolder, { recursive: true });
    await this.page.screenshot({ path: join(screenshotFolder, `${name}.png`), animations: 'disabled' });
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /**
   * Opens the quick input with a key, types, and takes the row with a label; others may be listed above it. An editor
   * that takes the focus meanwhile closes the quick input, and then it is opened again, as a person would.
   */
  private async pick(key: string, text: string, label: string): Promise<void> {
    const row = this.quickInput.locator('.monaco-list-row', {
      has: this.page.locator('.label-name', { hasText: new RegExp(`^${escape(label)}$`) }),
    });
    for (let attempts = 4; ; attempts--) {
      await this.page.keyboard.press(key);
      try {
        await this.quickInput.locator('input').first().fill(text, { timeout: 5000 });
        await row.first().click({ timeout: 5000 });
        break;
      } catch (error) {
        if (attempts === 0) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
