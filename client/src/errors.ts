// How a failure reaches its reader: one sentence, and the buttons that lead on from it. Traces go to the log.
import * as vscode from 'vscode';
import { sentenceOf, UserError } from '../../remote/src/user-error';
import { traceOf } from './log';

/** A button of an error message. */
export interface ErrorAction {
  readonly title: string;
  readonly run: () => unknown;
}

/** Where a failure is mended, by its code. */
const remedies: Partial<Record<string, ErrorAction>> = {
  'no-target': commandAction('Select Target', 'netfilterWorkbench.selectTarget'),
  'untrusted-workspace': commandAction('Manage Trust', 'workbench.trust.manage'),
};

function commandAction(title: string, command: string): ErrorAction {
  return { title, run: () => vscode.commands.executeCommand(command) };
}

/** Whether the work was cancelled, which is no failure. */
export function isCancellation(error: unknown): boolean {
  if (error instanceof vscode.CancellationError) return true;
  return error instanceof Error && error.name === 'AbortError';
}

/**
 * Shows an error that ended some work and logs all of it, with the way to its remedy, or with `actions` when there is
 * none. Does not wait for the reader.
 */
export function showError(
  log: vscode.LogOutputChannel,
  error: unknown,
  actions: readonly ErrorAction[] = [],
): void {
  if (isCancellation(error)) return;
  if (error instanceof UserError) log.error(error.cause === undefined ? error.message : traceOf(error));
  else log.error(traceOf(error));
  const remedy = error instanceof UserError ? remedies[error.code] : undefined;
  offer(vscode.window.showErrorMessage, sentenceOf(error), [
    ...(remedy === undefined ? actions : [remedy]),
    { title: 'Show Log', run: () => log.show(true) },
  ]);
}

/** Shows a message with buttons and runs what is pressed. Does not wait. */
export function offer(
  show: (message: string, ...titles: string[]) => Thenable<string | undefined>,
  message: string,
  actions: readonly ErrorAction[],
): void {
  const titles = actions.map(({ title }) => title);
  void show(message, ...titles).then((title) => actions.find((action) => action.title === title)?.run());
}
