// The HTML of the Kernel Log panel. Nothing may be loaded but its own style and script, and no script but the one with
// the nonce runs: what the kernel prints is shown as text, and could not run if it were not.
import type { Level } from '../../../remote/src/kernel-log/record';

export interface PageParts {
  /** Addresses of the panel's style and script. */
  readonly style: string;
  readonly script: string;
  /** Where styles may come from, as a source of a content security policy. */
  readonly styleSource: string;
  /** Random, and another one each time. */
  readonly nonce: string;
  /** Least severe level shown at first. */
  readonly level: Level;
}

export function renderPage({ style, script, styleSource, nonce, level }: PageParts): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src ${styleSource}; script-src 'nonce-${nonce}'">
    <link rel="stylesheet" href="${style}">
    <title>Kernel Log</title>
  </head>
  <body data-level="${level}">
    <div class="toolbar" role="toolbar" aria-label="Filter">
      <input id="search" type="search" placeholder="Search" aria-label="Search the kernel log" spellcheck="false">
      <select id="level" aria-label="Least severe level shown"></select>
      <span id="count" aria-live="off"></span>
      <button id="newest" hidden>Newest</button>
    </div>
    <div id="list" role="listbox" tabindex="0" aria-label="Kernel log"></div>
    <div id="empty" hidden></div>
    <pre id="raw" aria-label="Record as the kernel gave it" hidden></pre>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>`;
}
