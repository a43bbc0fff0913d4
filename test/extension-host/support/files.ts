// Files of the workspace that a suite opens, and how long it waits for what happens to them.
import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

/** The folder that is open: a copy of kernel/ with the rule files of test/extension-host/workspace. */
export const workspaceFolder = process.env['NFW_TEST_WORKSPACE'] ?? '';

export interface OpenText {
  readonly document: vscode.TextDocument;
  /** Where `$0` stood. */
  readonly cursor: vscode.Position;
}

/** Opens a file of the workspace. */
export async function openFile(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(workspaceFolder, name)));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Writes a file of the workspace and opens it; a `$0` in the text is the cursor and not part of it. */
export async function openText(name: string, marked: string): Promise<OpenText> {
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const uri = vscode.Uri.file(join(workspaceFolder, name));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  assert.equal(document.getText(), text);
  const cursor = document.positionAt(Math.max(offset, 0));
  editor.selection = new vscode.Selection(cursor, cursor);
  return { document, cursor };
}

/** The place of a text in a document, which must hold it. */
export function placeOf(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${document.uri.fsPath} holds no "${text}"`);
  return document.positionAt(offset);
}

/** Puts a text in the place of another in a document and saves it. */
export async function replace(
  document: vscode.TextDocument,
  text: string,
  replacement: string,
): Promise<void> {
  const start = placeOf(document, text);
  const end = document.positionAt(document.offsetAt(start) + text.length);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, end), replacement);
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.ok(await document.save());
}

/** How long `eventually` waits when it is not told, in milliseconds: far longer than anything takes. */
const patience = 60_000;

/**
 * Waits until a probe finds something, and returns it. What a language server does arrives when it is done, and
 * nothing in the editor says when that is.
 */
export async function eventually<T>(
  what: string,
  probe: () => T | undefined | PromiseLike<T | undefined>,
  limit = patience,
): Promise<T> {
  const deadline = Date.now() + limit;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    assert.ok(Date.now() < deadline, `${what}: not after ${limit / 1000} s`);
    await delay(100);
  }
}

/** Waits for the problems of a file until they are as wanted. */
export function problemsOf(
  document: vscode.TextDocument,
  wanted: (problems: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(`problems of ${document.uri.fsPath}`, () => {
    const problems = vscode.languages.getDiagnostics(document.uri);
    return wanted(problems) ? problems : undefined;
  });
}
