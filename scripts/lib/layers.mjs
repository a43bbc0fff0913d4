// The layers of `npm test`, in the order they run: the quick ones that tell most first, those that need a
// machine or a browser last.
import { runChecks } from './checks.mjs';
import { runVitest } from './vitest-layer.mjs';

const minutes = (count) => count * 60_000;

/**
 * @typedef {object} Layer
 * @property {string} name As `npm test -- NAME` takes it.
 * @property {string} what
 * @property {() => Promise<import('./counts.mjs').Counts>} run
 */

/** @type {readonly Layer[]} */
export const layers = [
  { name: 'check', what: 'types, lint, import directions, format', run: runChecks },
  vitestLayer('unit', 'single parts', minutes(10)),
  vitestLayer('lsp', 'the language server and `nfw` as processes', minutes(15)),
  vitestLayer('agreement', 'what the checks say against what iptables says', minutes(15)),
  vitestLayer('remote', 'SSH against a real sshd, and against one that misbehaves', minutes(10)),
  vitestLayer('vm', 'build, load and mirror on the test VM', minutes(30)),
];

/** @returns {Layer} */
function vitestLayer(name, what, deadline) {
  return { name, what, run: () => runVitest(name, { deadline }) };
}
