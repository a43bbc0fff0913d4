// The extension's own log, an output channel with levels. Secrets never reach it: prompts hand them to remote/,
// which writes them to the wire and nowhere else.
import * as vscode from 'vscode';

export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Netfilter Workbench', { log: true });
}

/** All of an error, for the log only: what people see is `sentenceOf`. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${traceOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
