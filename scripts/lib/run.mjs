// Runs one program for a script: its output shown as it comes, or held back behind a line of progress and
// shown only when it fails. A signal that reaches the script reaches the program first.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import process from 'node:process';
import { Failure } from './failure.mjs';
import { progress } from './say.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {Record<string, string>} [env] Added to this process's environment.
 * @property {string} [quietly] What is being done: the output is held back and this is shown as progress.
 * @property {number} [deadline] Milliseconds after which the program and all it started are ended.
 * @property {boolean} [ownGroup] Start a process group, and end what is left of it when the program ends.
 */

/**
 * @typedef {object} Ending
 * @property {number} status Exit status; 128 + the number of the signal that ended it; 127 when not found.
 * @property {string} output What it printed, when run quietly.
 * @property {boolean} expired Whether the deadline ended it.
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ending>}
 */
export function run(command, args, options = {}) {
  const { cwd, env, quietly, deadline, ownGroup = deadline !== undefined } = options;
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', ...(quietly ? ['pipe', 'pipe'] : ['inherit', 'inherit'])],
    detached: ownGroup,
  });
  const end = (signal) => endProcess(child.pid, ownGroup, signal);
  const stopForwarding = forwardSignals(end);
  const bar = quietly ? progress(quietly) : undefined;
  let output = '';
  let expired = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
      bar?.detail(text);
    });
  }
  const timer = deadline && setTimeout(() => ((expired = true), end('SIGTERM')), deadline);
  const killer = deadline && setTimeout(() => end('SIGKILL'), deadline + 10_000);
  return new Promise((resolve) => {
    const settle = (status, text) => {
      clearTimeout(timer);
      clearTimeout(killer);
      stopForwarding();
      bar?.end();
      if (ownGroup) end('SIGKILL');
      resolve({ status, output: text, expired });
    };
    child.on('error', (error) => settle(127, error.message));
    child.on('close', (status, signal) => settle(status ?? 128 + constants.signals[signal], output));
  });
}

/**
 * Runs a program quietly; when it fails, shows the last lines it printed and throws the reason.
 *
 * @param {string} title What is being done, in the words of the progress line.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions & { explain: (output: string) => string }} options `explain` gives the reason for a failure and
 *   the next step.
 */
export async function runOrFail(title, command, args, { explain, ...options }) {
  const { status, output } = await run(command, args, { ...options, quietly: title });
  if (status === 0) return;
  console.error(output.trim().split('\n').slice(-20).join('\n'));
  throw new Failure(`${title} failed: ${explain(output)}`);
}

/** Ends a process, or its whole group, if it is still there. */
function endProcess(pid, group, signal) {
  try {
    if (pid !== undefined) process.kill(group ? -pid : pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Passes what asks this process to stop on to the child, whose end then ends the script in order. */
function forwardSignals(end) {
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => [signal, () => end(signal)]);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return () => handlers.forEach(([signal, handler]) => process.off(signal, handler));
}
