// Line feeds instead of the line ends of Windows, which iptables-restore takes for letters. To VS Code they are no part
// of the text that an edit could change, so the server's fix for them becomes a command here.
import * as vscode from 'vscode';
import { registerCommand, type WorkbenchContext } from '../context';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'useLineFeeds', () =>
    vscode.window.activeTextEditor?.edit((builder) => builder.setEndOfLine(vscode.EndOfLine.LF)),
  );
}
