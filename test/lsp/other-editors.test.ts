// The server as editors other than VS Code use it: with less than it could have been told, and in another order. Each
// test is what some client does: Debian's Neovim, older protocols, documents that no file has.
import { once } from 'node:events';
import { renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import {
  CompletionRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentSymbolRequest,
  ErrorCodes,
  ExitNotification,
  FileChangeType,
  HoverRequest,
  ShutdownRequest,
  SymbolKind,
  type ClientCapabilities,
  type DocumentSymbol,
} from 'vscode-languageserver-protocol/node';
import { modernEditor, positionOf } from './support/client';
import { rules } from './support/fixture';
import { useSessions } from './support/session';

const session = useSessions();

/** As Neovim 0.7: it knows neither folders nor settings nor watching, and takes what is sent. */
const oldEditor: ClientCapabilities = {
  general: { positionEncodings: ['utf-8', 'utf-16'] },
  workspace: { applyEdit: true },
  textDocument: {
    synchronization: { dynamicRegistration: false },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true },
  },
};

test('a root alone is a folder: its C teaches the rules, and no settings are asked for', async () => {
  const { folder, uris } = await session.fixture();
  const client = await session.start({ folder, capabilities: oldEditor, rootAlone: true });
  expect(client.initialized.capabilities.positionEncoding ?? 'utf-16').toBe('utf-16');
  await client.open(uris.rules, '', rules);
  const place = { textDocument: { uri: uris.rules }, position: positionOf(rules, '-j FOO', 4) };
  const links = await client.connection.sendRequest(DefinitionRequest.type, place);
  expect(JSON.stringify(links)).toContain(basename(fileURLToPath(uris.kernel)));
  expect(client.registrations).toEqual([]);
});

test('positions count UTF-16 units, as without an agreement they must', async () => {
  const client = await session.start({ capabilities: oldEditor });
  const text = '*filter\n-A INPUT -m comment --comment "😀" -p tcp --dport 70000\nCOMMIT\n';
  await client.open('file:///w/a.v4', 'iptables', text);
  const [found] = await client.pushed('file:///w/a.v4', ({ length }) => length > 0);
  expect(found?.range).toEqual({
    start: positionOf(text, '70000'),
    end: positionOf(text, '70000', 5),
  });
});

test('a document without a file is understood', async () => {
  const client = await session.start();
  for (const uri of ['untitled:Untitled-1', 'untitled:/w/new.v4', 'inmemory://model/1', 'git:/w/a.v4?ref']) {
    await client.open(uri, 'iptables-rules', rules.replace('COMMIT', '-A NOWHERE -j DROP\nCOMMIT'));
    expect((await client.pull(uri)).map(({ code }) => code)).toContain('undefined-chain');
    await client.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri },
    });
  }
  expect(client.logs).toEqual([]);
});

test('closing what was never opened, and opening twice, is no matter', async () => {
  const client = await session.start();
  const uri = 'file:///w/a.v4';
  await client.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  await client.open(uri, 'iptables-rules', rules);
  await client.connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'iptables-rules', version: 2, text: '*filter\n-A NOWHERE\nCOMMIT\n' },
  });
  expect((await client.pull(uri)).map(({ code }) => code)).toEqual(['undefined-chain']);
  await client.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  await client.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  expect(await client.pull(uri)).toEqual([]);
  expect(client.logs).toEqual([]);
});

test('a file that is deleted while it is open is what the editor shows of it', async () => {
  const { folder, uris } = await session.fixture();
  const client = await session.start({ folder });
  await client.until(() => client.refreshes > 0);
  await client.open(uris.rules, 'iptables-rules', `${rules}*filter\n-A NOWHERE\nCOMMIT\n`);
  rmSync(fileURLToPath(uris.rules));
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: uris.rules, type: FileChangeType.Deleted }],
  });
  expect((await client.pull(uris.rules)).map(({ code }) => code)).toContain('undefined-chain');
  await client.connection.sendNotification(DidCloseTextDocumentNotification.type, {
    textDocument: { uri: uris.rules },
  });
  expect(await client.pull(uris.rules)).toEqual([]);
});

test('a file that gets another name is known by it, and by no other', async () => {
  const { folder, uris } = await session.fixture();
  const client = await session.start({ folder });
  await client.until(() => client.refreshes > 0);
  await client.open(uris.rules, 'iptables-rules', rules);
  const place = { textDocument: { uri: uris.rules }, position: positionOf(rules, '-j FOO', 4) };
  const path = fileURLToPath(uris.userspace);
  const renamed = join(dirname(path), 'libxt_FOO_new.c');
  renameSync(path, renamed);
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [
      { uri: uris.userspace, type: FileChangeType.Deleted },
      { uri: pathToFileURL(renamed).href, type: FileChangeType.Created },
    ],
  });
  const found = async () =>
    JSON.stringify(await client.connection.sendRequest(DefinitionRequest.type, place));
  await expect.poll(found).toContain('libxt_FOO_new.c');
  expect(await found()).not.toContain(basename(path));
});

test('symbols come as a list where no tree is understood', async () => {
  const client = await session.start({ capabilities: {} });
  const uri = 'file:///w/a.v4';
  await client.open(uri, 'iptables-rules', '*filter\n:web - [0:0]\n-A INPUT -j web\nCOMMIT\n');
  const listed = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
  expect(listed).toMatchObject([
    { name: 'filter', kind: SymbolKind.Module, location: { uri } },
    { name: 'INPUT', containerName: 'filter', location: { uri } },
    { name: 'web', containerName: 'filter', location: { uri, range: { start: { line: 1 } } } },
  ]);
  const modern = await session.start({ capabilities: oldEditor });
  await modern.open(uri, 'iptables-rules', '*filter\nCOMMIT\n');
  const tree = await modern.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
  expect((tree as DocumentSymbol[])[0]?.selectionRange).toBeDefined();
});

test('a client that refuses to say its settings gets the defaults', async () => {
  const { folder, uris } = await session.fixture();
  const client = await session.start({
    folder,
    capabilities: { ...modernEditor, workspace: { configuration: true } },
    refusesSettings: true,
  });
  await client.open(uris.rules, 'iptables-rules', '*filter\n-A NOWHERE\nCOMMIT\n');
  expect((await client.pull(uris.rules)).map(({ code }) => code)).toEqual(['undefined-chain']);
});

test('after shutdown nothing is answered but the end', async () => {
  const client = await session.start();
  await client.connection.sendRequest(ShutdownRequest.type);
  const position = { line: 0, character: 0 };
  const hover = client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: 'file:///a' },
    position,
  });
  await expect(hover).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest });
  const exited = once(client.child, 'exit');
  await client.connection.sendNotification(ExitNotification.type);
  expect(await exited).toEqual([0, null]);
});

test('an exit without shutdown is a failure', async () => {
  const client = await session.start();
  const exited = once(client.child, 'exit');
  await client.connection.sendNotification(ExitNotification.type);
  expect(await exited).toEqual([1, null]);
});

test('snippets are for those who ask for them', async () => {
  const client = await session.start({ capabilities: oldEditor });
  const uri = 'file:///w/a.v4';
  const text = '*filter\n-A INPUT -p tcp --dp\nCOMMIT\n';
  await client.open(uri, 'iptables-rules', text);
  const answer = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position: positionOf(text, '--dp', 4),
  });
  const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
  expect(items.length).toBeGreaterThan(0);
  expect(items.filter(({ insertTextFormat }) => insertTextFormat === 2)).toEqual([]);
});
