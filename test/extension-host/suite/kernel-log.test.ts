// The kernel log of a real kernel, as the extension holds it: matched to the source, saved, cleared, paused.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { WorkbenchApi } from '../../../client/src/api';
import type { RecordEntry } from '../../../client/src/kernel-log/log-store';
import { eventually, openFile, placeOf, workspaceFolder } from '../support/files';
import { onMachine } from '../support/machine';

describe('the kernel log', function () {
  this.timeout(300_000);
  let log: WorkbenchApi;

  before(async () => {
    await openFile('xt_CLONE.c');
    const extension = vscode.extensions.getExtension<WorkbenchApi>('netfilter-workbench.netfilter-workbench');
    assert.ok(extension);
    log = await extension.activate();
    await vscode.commands.executeCommand('netfilterWorkbench.reload');
  });

  it('knows the source line of what the module prints', async () => {
    const entry = await lastRecord(log, 'target CLONE registered');
    const document = await openFile('xt_CLONE.c');
    assert.equal(entry.call?.current?.file, document.uri.fsPath);
    assert.equal(entry.call.current.line, placeOf(document, 'pr_info("target CLONE registered').line + 1);
  });

  it('takes what others print as it comes', async () => {
    await print('<4>the words of a stranger');
    const { record, call } = await lastRecord(log, 'the words of a stranger');
    assert.equal(record.level, 'warning');
    assert.equal(call, undefined);
  });

  it('is saved to a file, with the source line beside each record that has one', async () => {
    const file = join(workspaceFolder, 'saved.log');
    await lastRecord(log, 'target CLONE registered');
    await vscode.commands.executeCommand('netfilterWorkbench.kernelLog.save', vscode.Uri.file(file));
    const lines = (await readFile(file, 'utf8')).split('\n');
    const greeting = lines.find((line) => line.includes('target CLONE registered'));
    assert.match(greeting ?? '', /^kern {2}:info {3}: \[ *\d+\.\d{6}\] xt_CLONE: .* {2}<xt_CLONE\.c:\d+>$/);
  });

  it('forgets what it held when it is cleared, and goes on', async () => {
    await vscode.commands.executeCommand('netfilterWorkbench.kernelLog.clear');
    assert.deepEqual(log.kernelLog(), []);
    assert.deepEqual(log.inlineMessages(await openFile('xt_CLONE.c')), []);
    await print('after the clearing');
    await lastRecord(log, 'after the clearing');
  });

  it('goes on behind the last record after a pause, without loss and without doubles', async () => {
    await print('before the pause');
    await lastRecord(log, 'before the pause');
    await vscode.commands.executeCommand('netfilterWorkbench.kernelLog.pause');
    await print('during the pause');
    await vscode.commands.executeCommand('netfilterWorkbench.kernelLog.follow');
    await lastRecord(log, 'during the pause');
    assert.equal(recordsWith(log, 'before the pause').length, 1);
    assert.equal(recordsWith(log, 'during the pause').length, 1);
  });
});

/** Writes a line into the kernel log of the machine. */
async function print(line: string): Promise<void> {
  await onMachine('sh', '-c', `'echo "${line}" > /dev/kmsg'`);
}

function recordsWith(log: WorkbenchApi, text: string): RecordEntry[] {
  return log
    .kernelLog()
    .filter((entry): entry is RecordEntry => entry.kind === 'record' && entry.record.text.includes(text));
}

function lastRecord(log: WorkbenchApi, text: string): Promise<RecordEntry> {
  return eventually(`a record “${text}”`, () => recordsWith(log, text).at(-1));
}
