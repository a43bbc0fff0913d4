// The extension wakes up where it is needed, and has what its manifest promises.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventually, openFile, workspaceFolder } from '../support/files';

const id = 'netfilter-workbench.netfilter-workbench';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('activation', () => {
  it('opens the workspace of the suites', () => {
    assert.deepEqual(
      vscode.workspace.workspaceFolders?.map(({ uri }) => uri.fsPath),
      [workspaceFolder],
    );
  });

  it('knows a rule file by its name', async () => {
    const document = await openFile('mirror.iptables');
    assert.equal(document.languageId, 'iptables-rules');
  });

  it('is active once a rule file is open', async () => {
    await openFile('mirror.iptables');
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed`);
    await eventually('activation', () => extension.isActive || undefined);
  });

  it('registers every command that its manifest names', async () => {
    const extension = vscode.extensions.getExtension(id);
    const { contributes } = extension?.packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
