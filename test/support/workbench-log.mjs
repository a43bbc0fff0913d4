// What a workbench under test logs: the output of the suite, and chatter of its own that hides it.
import process from 'node:process';

/** How lines begin that the workbench of the pinned version writes on every start, whatever is tested. */
const chatter = [
  '[AccountPolicyGate]',
  '[AgentHost',
  '[ChatModelSelection]',
  '[RemoteAgentHostProtocol]',
  '[Service Worker]',
  '[reconnection-grace-time]',
  'Canceled: Canceled',
  'Creating a socket',
  'Creation of workbench contribution',
  'Ignoring fetching additional builtin extensions',
  'Resolved connection token',
  'Resolving connection token',
  'Timed out waiting for authentication provider',
  'Updating additional builtin extensions cache',
];

/**
 * Prints one log entry of the workbench or of a suite in its extension host. NFW_EDITOR_LOG=1 shows all of them.
 *
 * @param {string} type `info`, `warn`, `error`, …
 * @param {unknown[]} args As console.log takes them.
 */
export function printWorkbenchLog(type, args) {
  const isChatter = chatter.some((start) => String(args[0]).startsWith(start));
  if (isChatter && process.env['NFW_EDITOR_LOG'] !== '1') return;
  const write = type === 'error' || type === 'warn' ? console.error : console.log;
  write(...args);
}
