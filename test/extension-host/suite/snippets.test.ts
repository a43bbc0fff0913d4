// What the snippets leave behind when all their placeholders are taken as they come: it must build, and load.
import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { BuildResult } from '../../../remote/src/jobs/build';
import { openText, problemsOf, workspaceFolder } from '../support/files';

const id = 'netfilter-workbench.netfilter-workbench';
const folder = 'snippets';

type Snippets = Readonly<
  Record<string, { readonly body: readonly string[]; readonly isFileTemplate?: true }>
>;

describe('snippets', function () {
  this.timeout(300_000);

  before(() => mkdir(join(workspaceFolder, folder), { recursive: true }));
  after(() => rm(join(workspaceFolder, folder), { recursive: true }));

  it('make a new target whose two halves build', async () => {
    const c = await snippetsIn('xtables-c');
    const kbuild = await snippetsIn('kbuild');
    await insert('xt_NAME.h', c, 'xtables target: shared header');
    await insert('libxt_NAME.c', c, 'xtables target: userspace half');
    await insert('Kbuild', kbuild, 'Kbuild of a module');
    await insert('Makefile', kbuild, 'Makefile of an iptables extension');
    await insert('xt_NAME.c', c, 'xtables target: kernel half');
    const result = await vscode.commands.executeCommand<BuildResult>('netfilterWorkbench.build');
    assert.deepEqual(result.problems, []);
    assert.equal(result.ok, true);
  });

  it('make rule files that iptables takes', async () => {
    const rules = await snippetsIn('iptables-rules');
    for (const name of ['Rule file', 'nat table', 'mangle table', 'raw table']) {
      const document = await insert(`${name.replaceAll(' ', '-')}.iptables`, rules, name);
      await document.save();
      await testRestore(document.uri.fsPath);
    }
  });

  it('make a mirror port that the editor finds nothing wrong with', async () => {
    const rules = await snippetsIn('iptables-rules');
    const document = await insert('mirror-port.iptables', rules, 'Mirror with CLONE: whole file');
    assert.match(document.getText(), /-A FORWARD -i eth0 -j CLONE --mark 0x1\nCOMMIT\n$/);
    await problemsOf(document, ({ length }) => length === 0);
  });
});

async function snippetsIn(name: string): Promise<Snippets> {
  const extension = vscode.extensions.getExtension(id);
  const file = join(extension?.extensionPath ?? '', 'syntaxes', 'snippets', `${name}.json`);
  return JSON.parse(await readFile(file, 'utf8')) as Snippets;
}

/** Inserts a snippet into a new file of the workspace, as its completion would. */
async function insert(file: string, snippets: Snippets, name: string): Promise<vscode.TextDocument> {
  const { document } = await openText(join(folder, file), '');
  const body = snippets[name]?.body.join('\n');
  assert.ok(body, `there is no snippet “${name}”`);
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document, document);
  assert.ok(await editor?.insertSnippet(new vscode.SnippetString(body)));
  return document;
}

/** Asks the real iptables, which changes nothing and needs no rights. Rejects with what it complains about. */
async function testRestore(file: string): Promise<void> {
  const restore = ['xtables-legacy-multi', 'iptables-restore', '--test', file];
  const env = { ...process.env, XTABLES_LOCKFILE: join(workspaceFolder, folder, 'lock') };
  await promisify(execFile)('unshare', ['-Urn', ...restore], { env });
}
