// What a connected target's kernel teaches the checks of C, also when the language server has to be told again.
import { strict as assert } from 'node:assert';
import process from 'node:process';
import * as vscode from 'vscode';
import { processesWith, statFields } from '../../support/processes';
import { eventually, openText, problemsOf } from '../support/files';

describe("the target's kernel", function () {
  // The machine may have no KVM: then it boots for a minute.
  this.timeout(300_000);

  let document: vscode.TextDocument;

  before(async () => {
    await vscode.commands.executeCommand('netfilterWorkbench.startTestVm');
    ({ document } = await openText('older/xt_OLDER.c', olderSource));
  });

  it('is what calls are judged by, by its own headers', async () => {
    const [found] = await problemsOf(document, (all) => all.some(isAboutTarget));
    assert.match(found?.message ?? '', /^nf_reset\(skb\) breaks on 6\.1\.\S* on vm/);
  });

  it('is still known when the language server has crashed and was started again', async () => {
    const [crashed, ...others] = serversOfThisHost();
    assert.ok(crashed !== undefined && others.length === 0);
    process.kill(crashed, 'SIGKILL');
    await problemsOf(document, (all) => !all.some(isAboutTarget));
    await problemsOf(document, (all) => all.some(isAboutTarget));
    await eventually('another server', () => serversOfThisHost().find((pid) => pid !== crashed));
  });
});

const olderSource = `#include <linux/module.h>
#include <linux/skbuff.h>

static void older_forget(struct sk_buff *skb)
{
	nf_reset(skb);
}

MODULE_LICENSE("GPL");
`;

function isAboutTarget({ message }: vscode.Diagnostic): boolean {
  return message.includes(' on vm');
}

/** The language servers that this extension host has started. */
function serversOfThisHost(): number[] {
  return processesWith('dist/server.js').filter((pid) => statFields(pid)?.[1] === String(process.pid));
}
