// Debian's Chromium as the tests drive it: without a sandbox (containers have none), without calls home.
import process from 'node:process';
import { chromium } from 'playwright-core';
import { Failure } from '../../scripts/lib/failure.mjs';
import { findOnPath } from '../../scripts/lib/find-on-path.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Starts a headless Chromium. Playwright's own signal handlers would end this process before the editor's server
 * is stopped, so they are off: whoever starts the browser closes it.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchChromium() {
  return chromium.launch({
    executablePath: findChromium(),
    args: flags,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** Absolute path of the browser: NFW_CHROMIUM when set, else the first one on PATH. */
function findChromium() {
  const found = process.env['NFW_CHROMIUM'] ?? findOnPath(...names);
  if (found) return found;
  throw new Failure(
    'There is no Chromium on PATH. Install it: `apt-get install chromium fonts-dejavu-core`.',
  );
}
