// What the extension gives to other extensions, and to its own tests: what it shows, as data, since VS Code lets
// nobody read decorations and webviews back.
import * as vscode from 'vscode';
import type { WorkbenchContext } from './context';
import { messagesIn } from './features/inline-log';
import type { InlineMessage } from './kernel-log/inline-messages';
import type { LogEntry } from './kernel-log/log-store';

export interface WorkbenchApi {
  /** What stands beside the printk calls of an open document. */
  inlineMessages(document: vscode.TextDocument): readonly InlineMessage[];
  /** The entries of the Kernel Log panel, before its filter. */
  kernelLog(): readonly LogEntry[];
  /** Called when either may have changed. */
  readonly onDidChange: vscode.Event<unknown>;
}

export function createApi(context: WorkbenchContext): WorkbenchApi {
  const changed = new vscode.EventEmitter<void>();
  const fire = (): void => changed.fire();
  context.extension.subscriptions.push(
    changed,
    context.kernelLog.onDidChange(fire),
    context.callSites.onDidChange(fire),
    context.loop.onDidChange(fire),
  );
  return {
    inlineMessages: (document) => messagesIn(context, document),
    kernelLog: () => context.kernelLog.store.entries,
    onDidChange: changed.event,
  };
}
