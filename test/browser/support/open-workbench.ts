// Starts what a browser test needs: a copy of the fixture folder, the stand-in editor with the packaged extension
// installed as a user would install it, and a browser on it.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { installEditor } from '../../../scripts/lib/editor/install.mjs';
import { installExtension, profileIn, writeSettings } from '../../../scripts/lib/editor/profile.mjs';
import { serveEditor } from '../../../scripts/lib/editor/serve.mjs';
import { addressOf } from '../../../scripts/lib/editor.mjs';
import { root } from '../../../scripts/lib/root.mjs';
import { launchChromium } from '../../support/chromium.mjs';
import { Workbench } from './workbench';

export interface OpenWorkbench {
  readonly workbench: Workbench;
  /** Absolute path of the folder that is open: a copy that the test may change. */
  readonly folder: string;
  close(): Promise<void>;
}

interface Options {
  /** Settings of the user, on top of those that make the web behave like the desktop. */
  readonly settings?: Record<string, unknown>;
  /** What the user answers when asked whether the authors of the folder are trusted; `Yes` when left out. */
  readonly trust?: 'Yes' | 'No';
}

/**
 * Opens the editor once for the tests of a file, and closes it behind them. A test that fails leaves a picture of
 * the window in artefacts/screenshots. The function returned gives what was opened.
 */
export function useWorkbench(options: Options = {}): () => OpenWorkbench {
  let open: OpenWorkbench | undefined;
  beforeAll(async () => {
    open = await openWorkbench(options);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await open?.workbench.screenshot(`failed ${task.name}`);
  });
  afterAll(() => open?.close());
  return () => {
    if (open === undefined) throw new Error('The editor is open while tests run, not before.');
    return open;
  };
}

/** Opens a copy of kernel/ and of the fixture's rule files in the editor. */
async function openWorkbench({ settings = {}, trust = 'Yes' }: Options = {}): Promise<OpenWorkbench> {
  const scratch = await mkdtemp(join(tmpdir(), 'nfw-browser-'));
  const closers: (() => Promise<unknown>)[] = [() => rm(scratch, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const folder = join(scratch, 'kernel');
    await cp(join(root, 'kernel'), folder, { recursive: true });
    await cp(join(root, 'test/browser/workspace'), folder, { recursive: true });
    const editor = await installEditor();
    const profile = profileIn(join(scratch, 'profile'));
    await writeSettings(profile.user, settings);
    await installExtension(editor, profile, inject('vsix'));
    const server = await serveEditor({ editor, profile });
    closers.push(server.stop);
    const browser = await launchChromium();
    closers.push(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    await page.goto(addressOf(server, folder));
    const workbench = new Workbench(page);
    await workbench.answerTrustQuestion(trust);
    return { workbench, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
