// The commands of the kernel log: show the panel, follow and pause, clear, save to a file.
import * as vscode from 'vscode';
import { registerCommand, type WorkbenchContext } from '../context';
import { showError } from '../errors';
import { formatForFile } from '../kernel-log/describe';
import type { LogEntry } from '../kernel-log/log-store';

export function activate(context: WorkbenchContext): void {
  const { kernelLog } = context;
  registerCommand(context, 'showKernelLog', async () => {
    await vscode.commands.executeCommand('netfilterWorkbench.kernelLog.focus');
    if (vscode.workspace.isTrusted) kernelLog.follow();
  });
  registerCommand(context, 'kernelLog.follow', () => kernelLog.follow());
  registerCommand(context, 'kernelLog.pause', () => kernelLog.pause());
  registerCommand(context, 'kernelLog.clear', () => kernelLog.clear());
  registerCommand(context, 'kernelLog.save', (destination?: vscode.Uri) => save(context, destination));
}

/** Saves all records that are held, whatever the panel filters. Asks where to when no destination is given. */
async function save({ kernelLog, targets, log }: WorkbenchContext, destination?: vscode.Uri): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const name = `${targets.selected?.name ?? 'kernel'}-${new Date().toISOString().slice(0, 10)}.log`;
  const file =
    destination ??
    (await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(folder, name),
      filters: { 'Kernel log': ['log', 'txt'] },
    }));
  if (file === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(file, Buffer.from(textOf(kernelLog.store.entries)));
  } catch (error) {
    showError(log, error);
  }
}

function textOf(entries: readonly LogEntry[]): string {
  return entries.map((entry) => `${formatForFile(entry)}\n`).join('');
}
