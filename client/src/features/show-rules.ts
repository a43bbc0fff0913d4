// The command of the server's code lenses: the rules that use an extension, in the editor's own view of references.
import * as vscode from 'vscode';
import type { ShownRules } from '../../../server/src/protocol';
import { registerCommand, type WorkbenchContext } from '../context';

export function activate(context: WorkbenchContext): void {
  registerCommand(context, 'showRules', ({ uri, position, locations }: ShownRules) =>
    vscode.commands.executeCommand(
      'editor.action.showReferences',
      vscode.Uri.parse(uri),
      positionOf(position),
      locations.map(
        ({ uri: file, range }) =>
          new vscode.Location(
            vscode.Uri.parse(file),
            new vscode.Range(positionOf(range.start), positionOf(range.end)),
          ),
      ),
    ),
  );
}

function positionOf({ line, character }: ShownRules['position']): vscode.Position {
  return new vscode.Position(line, character);
}
