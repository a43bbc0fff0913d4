// The ground the other suites stand on: a workspace of their own in a real extension host.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

describe('the extension host', () => {
  it('opens the workspace of the suites', () => {
    const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.fsPath);
    assert.deepEqual(folders, [process.env['NFW_TEST_WORKSPACE']]);
  });

  it('leaves saving to the user, as the desktop does', () => {
    assert.equal(vscode.workspace.getConfiguration('files').get('autoSave'), 'off');
  });
});
