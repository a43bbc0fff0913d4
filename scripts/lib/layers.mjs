// The layers of `npm test`, in the order they run: the quick ones that tell most first, those that need a
// machine or a browser last.
import { runChecks } from './checks.mjs';
import { runExtensionHost } from './extension-host-layer.mjs';
import { runVitest } from './vitest-layer.mjs';

const minutes = (count) => count * 60_000;

/**
 * @typedef {object} Layer
 * @property {string} name As `npm test -- NAME` takes it.
 * @property {string} what
 * @property {readonly import('./surroundings.mjs').SurroundingName[]} needs Set up before the layer runs.
 * @property {() => Promise<import('./counts.mjs').Counts>} run
 */

/** @type {readonly Layer[]} */
export const layers = [
  { name: 'check', what: 'types, lint, import directions, format', needs: [], run: runChecks },
  vitestLayer('unit', 'single parts', { deadline: minutes(10) }),
  vitestLayer('lsp', 'the language server and `nfw` as processes', { deadline: minutes(15) }),
  vitestLayer('agreement', 'the checks against what iptables says', { deadline: minutes(15) }),
  vitestLayer('remote', 'SSH against a real sshd, and one that misbehaves', { deadline: minutes(10) }),
  vitestLayer('vm', 'build, load and mirror on the test VM', { needs: ['vm'], deadline: minutes(30) }),
  {
    name: 'extension-host',
    what: "the extension in VS Code's own extension host",
    needs: ['vm', 'editor'],
    run: () => runExtensionHost({ deadline: minutes(20) }),
  },
  vitestLayer('browser', 'the packaged extension in a real workbench', {
    needs: ['vm', 'editor'],
    deadline: minutes(20),
  }),
];

/** @returns {Layer} */
function vitestLayer(name, what, { needs = [], deadline }) {
  return { name, what, needs, run: () => runVitest(name, { deadline }) };
}
