// The conversation as such: it begins, survives what no editor should send, and ends with the codes of the protocol.
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import process from 'node:process';
import { expect, test } from 'vitest';
import {
  CancellationTokenSource,
  CompletionRequest,
  DocumentSymbolRequest,
  HoverRequest,
} from 'vscode-languageserver-protocol/node';
import { modernEditor } from './support/client';
import { kernelHalf, rules } from './support/fixture';
import { useSessions } from './support/session';

const session = useSessions();

test('says what it can do, and nothing about what the client cannot', async () => {
  const modern = await session.start();
  expect(modern.initialized.serverInfo?.name).toBe('netfilter-workbench');
  expect(modern.initialized.capabilities).toMatchObject({
    textDocumentSync: { openClose: true, change: 2 },
    hoverProvider: true,
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
  });
  const plain = await session.start({ capabilities: {} });
  expect(plain.initialized.capabilities.diagnosticProvider).toBeUndefined();
  expect(plain.initialized.capabilities.workspace).toBeUndefined();
});

test('exits with 0 after shutdown', async () => {
  const client = await session.start();
  expect(await client.stop()).toBe(0);
});

test('exits with 1 when the client goes without shutdown', async () => {
  const client = await session.start();
  const exited = once(client.child, 'exit');
  client.child.stdin.end();
  expect(await exited).toEqual([1, null]);
});

test('nfw lsp is the same server', async () => {
  const client = await session.start({ program: ['dist/nfw.js', 'lsp', '--stdio'] });
  expect(client.initialized.serverInfo?.name).toBe('netfilter-workbench');
  expect(await client.stop()).toBe(0);
});

test('watches C, build files and rule files', async () => {
  const { folder } = await session.fixture();
  const client = await session.start({ folder });
  const watching = () =>
    client.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles');
  await client.until(() => watching() !== undefined);
  expect(JSON.stringify(watching()?.registerOptions)).toContain('**/*.{c,h}');
});

test.each([
  ['no parameters', {}],
  ['no position', { textDocument: { uri: 'file:///a.v4' } }],
  [
    'a position of words',
    { textDocument: { uri: 'file:///a.v4' }, position: { line: 'x', character: null } },
  ],
  ['a URI that is none', { textDocument: { uri: '' }, position: { line: 0, character: 0 } }],
  [
    'a position far outside',
    { textDocument: { uri: 'file:///a.v4' }, position: { line: 1e9, character: 1e9 } },
  ],
])('survives a request with %s', async (_, params) => {
  const client = await session.start();
  await client.open('file:///a.v4', 'iptables-rules', rules);
  for (const method of [
    'completion',
    'hover',
    'definition',
    'references',
    'documentSymbol',
    'foldingRange',
    'codeAction',
    'diagnostic',
  ]) {
    // An error answer is as good as an empty one; only silence would be a crash.
    await client.connection.sendRequest(`textDocument/${method}`, params).catch(() => undefined);
  }
  await client.connection.sendRequest('netfilterWorkbench/profile', params).catch(() => undefined);
  expect(await client.stop()).toBe(0);
});

test('answers empty and logs when a request fails', async () => {
  const client = await session.start();
  expect(await client.connection.sendRequest('textDocument/hover', {})).toBeNull();
  expect(client.logs.join('\n')).toContain('textDocument/hover failed');
});

test('answers an unknown request with an error, an unknown notification with nothing', async () => {
  const client = await session.start();
  await client.connection.sendNotification('netfilterWorkbench/nothing', {});
  await expect(client.connection.sendRequest('netfilterWorkbench/nothing')).rejects.toThrow();
  expect(await client.stop()).toBe(0);
});

test('survives edits that make no sense', async () => {
  const client = await session.start();
  const uri = 'file:///a.v4';
  await client.open(uri, 'iptables-rules', rules);
  const far = { line: 9999, character: 9999 };
  await client.edit(uri, { start: far, end: far }, 'COMMIT\n');
  await client.edit(uri, { start: far, end: { line: 0, character: 0 } }, '');
  await client.edit('file:///never-opened', { start: far, end: far }, 'x');
  await client.open('file:///b.c', 'c', '\0\uD800{{{{((((');
  expect(
    await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: 'file:///b.c' } }),
  ).toEqual([]);
  expect(await client.stop()).toBe(0);
});

test('goes on after content that is no JSON', async () => {
  const client = await session.start();
  await client.open('file:///xt_FOO.c', 'c', kernelHalf);
  client.child.stdin.write('Content-Length: 7\r\n\r\n{"a": b');
  const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
    textDocument: { uri: 'file:///xt_FOO.c' },
  });
  expect(symbols).toMatchObject([{ name: 'FOO rev 0 any family' }]);
});

test('a request that was cancelled is not answered with a result', async () => {
  const client = await session.start();
  const uri = 'file:///a.v4';
  await client.open(uri, 'iptables-rules', rules);
  const source = new CancellationTokenSource();
  const answer = client.connection.sendRequest(
    CompletionRequest.type,
    { textDocument: { uri }, position: { line: 0, character: 0 } },
    source.token,
  );
  source.cancel();
  await expect(answer).rejects.toMatchObject({ code: -32800 });
  // The next one is.
  await client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri },
    position: { line: 0, character: 0 },
  });
});

test('ends when the process that started it is gone', async () => {
  // A process that has ended already stands for an editor that was killed.
  const gone = spawn(process.execPath, ['-e', '']);
  const { pid } = gone;
  await once(gone, 'exit');
  const client = await session.start({ processId: pid ?? -1, capabilities: modernEditor });
  expect(await once(client.child, 'exit')).toEqual([1, null]);
});
