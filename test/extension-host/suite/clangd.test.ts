// Set Up clangd, from the command to what lies in the folder of the module.
import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { CompileCommand } from '../../../remote/src/jobs/clangd';
import { openFile, workspaceFolder } from '../support/files';
import { onMachine } from '../support/machine';

describe('Set Up clangd', function () {
  // The machine may have no KVM: then it boots for a minute.
  this.timeout(300_000);

  it("tells clangd how the target's kernel compiles the module", async () => {
    await openFile('xt_CLONE.c');
    const written = await vscode.commands.executeCommand('netfilterWorkbench.setUpClangd');
    const database = join(workspaceFolder, 'compile_commands.json');
    assert.deepEqual(written, [database, join(workspaceFolder, '.clangd')]);

    const [command] = JSON.parse(await readFile(database, 'utf8')) as CompileCommand[];
    assert.ok(command);
    assert.equal(command.file, join(workspaceFolder, 'xt_CLONE.c'));
    assert.ok(command.arguments.includes('-D__KERNEL__'));
    // The headers are named by places of this machine, and are those of the kernel that runs there.
    const release = (await onMachine('uname', '-r')).trim();
    const generated = command.arguments.find((word) => word.endsWith('/include/generated/uapi')) ?? '';
    assert.ok(existsSync(generated.replace(/^-I/, '')), `no such folder: ${generated}`);
    assert.ok(generated.includes(release), `${generated} is not of ${release}`);
  });

  it('leaves a .clangd of somebody else as it is', async () => {
    const file = vscode.Uri.file(join(workspaceFolder, '.clangd'));
    const own = 'Diagnostics:\n  UnusedIncludes: None\n';
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(own));
    const written = await vscode.commands.executeCommand('netfilterWorkbench.setUpClangd');
    assert.deepEqual(written, [join(workspaceFolder, 'compile_commands.json')]);
    assert.equal(await readFile(file.fsPath, 'utf8'), own);
  });
});
