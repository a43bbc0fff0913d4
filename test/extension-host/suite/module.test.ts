// The loop in the editor against a real kernel: a build that fails and one that does not, the swap, and what the
// kernel said on the line that said it.
import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { WorkbenchApi } from '../../../client/src/api';
import type { InlineMessage } from '../../../client/src/kernel-log/inline-messages';
import { eventually, openFile, placeOf, problemsOf, replace } from '../support/files';
import { isLoaded, onMachine, resetMachine } from '../support/machine';

const source = 'xt_CLONE.c';
const greeting = 'pr_info("target CLONE registered';

describe('the loop', function () {
  // The machine may have no KVM: then it boots for a minute.
  this.timeout(300_000);

  before(resetMachine);

  it("shows a compiler's error on its line, and takes it back when the source is mended", async () => {
    const document = await openFile(source);
    await replace(document, 'return XT_CONTINUE;', 'return XT_KONTINUE;');
    const { line } = placeOf(document, 'XT_KONTINUE');
    await vscode.commands.executeCommand('netfilterWorkbench.build');
    const problems = await problemsOf(document, (all) => all.some(isFromCompiler));
    const error = problems.find(isFromCompiler);
    assert.equal(error?.range.start.line, line);

    await replace(document, 'return XT_KONTINUE;', 'return XT_CONTINUE;');
    await vscode.commands.executeCommand('netfilterWorkbench.build');
    await problemsOf(document, (all) => !all.some(isFromCompiler));
  });

  it('builds, swaps and loads the module with one command', async () => {
    assert.equal(await isLoaded('xt_CLONE'), false);
    await openFile(source);
    await vscode.commands.executeCommand('netfilterWorkbench.reload');
    assert.equal(await isLoaded('xt_CLONE'), true);
  });

  it('has the compiler look at what is saved, until it is content', async () => {
    const document = await openFile(source);
    const addition = 'int clone_forgotten(void) { return 0; }\n\nmodule_init(';
    await replace(document, 'module_init(', addition);
    const { line } = placeOf(document, 'int clone_forgotten');
    await document.save();
    const isMissing = ({ code }: vscode.Diagnostic): boolean => code === '-Wmissing-prototypes';
    const problems = await problemsOf(document, (all) => all.some(isMissing));
    assert.equal(problems.find(isMissing)?.range.start.line, line);

    await replace(document, addition, 'module_init(');
    await document.save();
    await problemsOf(document, (all) => !all.some(isMissing));
  });

  it('applies the rules of the file in the editor', async () => {
    const document = await openFile('mirror.iptables');
    await vscode.commands.executeCommand('netfilterWorkbench.applyRules');
    const rule = document.lineAt(placeOf(document, '-A FORWARD')).text;
    assert.ok((await onMachine('iptables-save', '-t', 'filter')).includes(rule));
  });

  it('shows what the kernel said on the line that said it', async () => {
    const document = await openFile(source);
    const message = await messageAt(document, greeting, ({ stale }) => stale === undefined);
    assert.match(message.text, /target CLONE registered/);
    assert.ok(message.count >= 1);
  });

  it('calls it stale once the source is newer than the module', async () => {
    const document = await openFile(source);
    await replace(document, 'target CLONE registered', 'target CLONE is registered');
    await messageAt(document, 'pr_info("target CLONE is registered', ({ stale }) => stale !== undefined);
    await replace(document, 'target CLONE is registered', 'target CLONE registered');
    await messageAt(document, greeting, ({ stale }) => stale === undefined);
  });

  it('keeps the rules over a reload', async () => {
    await openFile(source);
    await vscode.commands.executeCommand('netfilterWorkbench.reload');
    assert.equal(await isLoaded('xt_CLONE'), true);
    assert.match(await onMachine('iptables-save', '-t', 'filter'), /-j CLONE --mark 0x1/);
  });
});

function isFromCompiler({ message, severity }: vscode.Diagnostic): boolean {
  return severity === vscode.DiagnosticSeverity.Error && message.includes('XT_KONTINUE');
}

/** Waits for the inline message at the line of a text, until it is as wanted. */
function messageAt(
  document: vscode.TextDocument,
  text: string,
  wanted: (message: InlineMessage) => boolean,
): Promise<InlineMessage> {
  return eventually(`inline message at ${text}`, () => {
    const line = placeOf(document, text).line + 1;
    return api()
      .inlineMessages(document)
      .find((message) => message.line === line && wanted(message));
  });
}

function api(): WorkbenchApi {
  const extension = vscode.extensions.getExtension<WorkbenchApi>('netfilter-workbench.netfilter-workbench');
  assert.ok(extension?.isActive);
  return extension.exports;
}
