// Rules within other files, over the wire: shell scripts and `.t` files are checked, explained and completed where they
// stand, and answered with nothing where they have no rules.
import { describe, expect, test } from 'vitest';
import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentHighlightRequest,
  DocumentSymbolRequest,
  HoverRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type CodeAction,
  type CompletionItem,
  type Hover,
  type Position,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { profileRequest } from '../../server/src/protocol';
import { positionOf, type TestClient } from './support/client';
import { useSessions } from './support/session';

const session = useSessions();
const uri = 'file:///w/firewall.sh';
const testUri = 'file:///w/libxt_tcp.t';

const script = `#!/bin/sh
LAN=10.0.0.0/8
for port in 22 80; do
  iptables -t filter -A INPUT -s "$LAN" \\
    -p tcp --dport "$port" -j ACCEPT
done
ip6tables -A INPUT -p tcp --dport 70000 -j ACCEPT
iptables -N web
iptables -A INPUT -j web -s 10.0.0.0/33
`;

async function opened(text = script): Promise<TestClient> {
  const client = await session.start();
  await client.open(uri, 'shellscript', text);
  // The grammar is loaded for the first script; until then the server knows of no rules in it.
  await expect.poll(() => client.connection.sendRequest(profileRequest, { uri })).not.toBeNull();
  return client;
}

const at = (document: string, position: Position) => ({ textDocument: { uri: document }, position });

async function completeAt(
  client: TestClient,
  document: string,
  position: Position,
): Promise<CompletionItem[]> {
  const answer = await client.connection.sendRequest(CompletionRequest.type, at(document, position));
  return Array.isArray(answer) ? answer : (answer?.items ?? []);
}

async function hoverAt(client: TestClient, document: string, position: Position): Promise<Hover | null> {
  return client.connection.sendRequest(HoverRequest.type, at(document, position));
}

describe('in a shell script', () => {
  test('commands are checked', async () => {
    const client = await opened();
    const found = (await client.pull(uri)).map(({ code, range: { start, end } }) => [
      code,
      start.line,
      start.character,
      end.character,
    ]);
    expect(found).toEqual([
      ['bad-port', 6, 34, 39],
      ['bad-address', 8, 37, 39],
    ]);
  });

  test('options, values and variables are explained', async () => {
    const client = await opened();
    const option = await hoverAt(client, uri, positionOf(script, '--dport', 1));
    expect(JSON.stringify(option)).toContain('--destination-port');
    expect(option?.range).toMatchObject({
      start: { line: 4, character: 11 },
      end: { line: 4, character: 18 },
    });
    const variable = await hoverAt(client, uri, positionOf(script, '$LAN', 2));
    expect(JSON.stringify(variable)).toContain('10.0.0.0');
    expect(await hoverAt(client, uri, { line: 1, character: 2 })).toBeNull();
  });

  test('options and chains are completed where they are typed', async () => {
    const text = 'iptables -N web\niptables -A INPUT -p tcp --dp\niptables -A INPUT -j \n';
    const client = await opened(text);
    const options = await completeAt(client, uri, { line: 1, character: 29 });
    const dport = options.find(({ label }) => label === '--dport');
    expect((dport?.textEdit as TextEdit | undefined)?.range).toEqual({
      start: { line: 1, character: 25 },
      end: { line: 1, character: 29 },
    });
    const targets = await completeAt(client, uri, { line: 2, character: 21 });
    expect(targets.map(({ label }) => label)).toEqual(expect.arrayContaining(['web', 'ACCEPT']));
  });

  test('a jump leads to where the chain is made', async () => {
    const client = await opened();
    const place = positionOf(script, '-j web', 4);
    const links = await client.connection.sendRequest(DefinitionRequest.type, at(uri, place));
    expect(links).toMatchObject([{ targetUri: uri, targetRange: { start: { line: 7, character: 12 } } }]);
  });

  test('a chain is listed, walked and renamed by its places', async () => {
    const client = await opened();
    const { connection } = client;
    const place = at(uri, positionOf(script, '-j web', 4));
    const linesOf = (ranges: readonly Range[] = []) => ranges.map(({ start }) => start.line);
    const references = await connection.sendRequest(ReferencesRequest.type, {
      ...place,
      context: { includeDeclaration: true },
    });
    expect(linesOf(references?.map(({ range }) => range))).toEqual([7, 8]);
    const highlights = await connection.sendRequest(DocumentHighlightRequest.type, place);
    expect(linesOf(highlights?.map(({ range }) => range))).toEqual([7, 8]);
    const [item] = (await connection.sendRequest(CallHierarchyPrepareRequest.type, place)) ?? [];
    expect(item).toMatchObject({ name: 'web', uri });
    const calls = item && (await connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item }));
    expect(calls).toMatchObject([{ from: { name: 'INPUT' }, fromRanges: [{ start: { line: 8 } }] }]);
    const renamed = await connection.sendRequest(RenameRequest.type, { ...place, newName: 'www' });
    expect(linesOf(renamed?.changes?.[uri]?.map(({ range }) => range))).toEqual([7, 8]);
    const builtIn = at(uri, positionOf(script, 'INPUT', 1));
    await expect(connection.sendRequest(PrepareRenameRequest.type, builtIn)).rejects.toThrow('built into');
    const symbols = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
    expect(symbols).toMatchObject([
      { name: 'filter', detail: 'table, IPv4', children: [{ name: 'INPUT' }, { name: 'web' }] },
      { name: 'filter', detail: 'table, IPv6', children: [{ name: 'INPUT' }] },
    ]);
  });

  test('a finding can be silenced by a comment before its command', async () => {
    const client = await opened('iptables -A INPUT \\\n  -p tcp --dport 70000\n');
    const range = { start: { line: 1, character: 18 }, end: { line: 1, character: 18 } };
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    const silence = (actions ?? []).find(({ title }) => title.startsWith('Silence')) as
      CodeAction | undefined;
    expect(silence?.edit?.changes?.[uri]).toEqual([
      {
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        newText: '# nfw-disable-line bad-port\n',
      },
    ]);
  });

  test('the profile is known only where there are rules', async () => {
    const client = await opened();
    const other = 'file:///w/other.sh';
    await client.open(other, 'shellscript', 'echo hello\n');
    const profileOf = (document: string) => client.connection.sendRequest(profileRequest, { uri: document });
    expect(await profileOf(uri)).toMatchObject({ consumer: 'shell', sources: { variant: 'default' } });
    expect(await profileOf(other)).toBeNull();
  });

  test('nothing is said when the setting is off', async () => {
    const client = await session.start({ settings: { shellScripts: { enabled: false } } });
    await client.open(uri, 'shellscript', script);
    expect(await client.pull(uri)).toEqual([]);
    expect(await hoverAt(client, uri, positionOf(script, '--dport', 1))).toBeNull();
  });
});

test('the client is told to ask again once the grammar is there', async () => {
  const client = await session.start();
  await client.until(() => client.refreshes > 0);
  const before = client.refreshes;
  await client.open(uri, 'shellscript', script);
  await client.until(() => client.refreshes > before);
  expect(await client.pull(uri)).toHaveLength(2);
});

test('a .t file is checked, explained and completed', async () => {
  const client = await session.start();
  const text = ':INPUT\n-p tcp --dport 22;=;FAIL\n-p tcp --dp;=;OK\n';
  await client.open(testUri, 'iptables-tests', text);
  expect((await client.pull(testUri)).map(({ code }) => code)).toContain('test-verdict');
  expect(JSON.stringify(await hoverAt(client, testUri, { line: 1, character: 9 }))).toContain(
    '--destination-port',
  );
  const labels = (await completeAt(client, testUri, { line: 2, character: 11 })).map(({ label }) => label);
  expect(labels).toContain('--dport');
});
