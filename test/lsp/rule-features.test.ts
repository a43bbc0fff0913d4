// Requests about the text of a rule file over the wire: completion as the editor wants it, the form of values, colours
// and numbers.
import { expect, test } from 'vitest';
import {
  CompletionRequest,
  CompletionResolveRequest,
  InlayHintRequest,
  InsertTextFormat,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
  type CompletionItem,
} from 'vscode-languageserver-protocol/node';
import { modernEditor, positionOf, type ClientOptions } from './support/client';
import { useSessions } from './support/session';

const session = useSessions();
const uri = 'file:///w/a.v4';
const text = `*filter
:INPUT ACCEPT [0:0]
-A INPUT -p tcp --dport 22 -j ACCEPT

COMMIT
`;

async function opened(options?: ClientOptions) {
  const client = await session.start(options);
  await client.open(uri, 'iptables-rules', text);
  return client.connection;
}

const at = (mark: string, offset = 0) => ({
  textDocument: { uri },
  position: positionOf(text, mark, offset),
});

const snippetEditor = {
  ...modernEditor,
  textDocument: { ...modernEditor.textDocument, completion: { completionItem: { snippetSupport: true } } },
};

async function itemsAt(
  connection: Awaited<ReturnType<typeof opened>>,
  mark: string,
  offset: number,
): Promise<CompletionItem[]> {
  const answer = await connection.sendRequest(CompletionRequest.type, at(mark, offset));
  return Array.isArray(answer) ? answer : (answer?.items ?? []);
}

test('explains a completion when it is asked to', async () => {
  const connection = await opened();
  const item = (await itemsAt(connection, '--dport', 2)).find(({ label }) => label === '--dport');
  expect(item?.documentation).toBeUndefined();
  if (!item) throw new Error('--dport is not offered.');
  const resolved = await connection.sendRequest(CompletionResolveRequest.type, item);
  expect(JSON.stringify(resolved.documentation)).toContain('destination port');
});

test('gives placeholders to editors that know them, and plain text to others', async () => {
  const rule = async (options?: ClientOptions) =>
    (await itemsAt(await opened(options), '\n\nCOMMIT', 1)).find(({ label }) => label === 'accept a port');
  expect(await rule({ capabilities: snippetEditor })).toMatchObject({
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { newText: expect.stringContaining('${3:443}') as unknown },
  });
  const plain = await rule();
  expect(plain?.insertTextFormat).toBeUndefined();
  expect(plain?.textEdit?.newText).toContain('--dport 443');
});

test('shows the form of the value at the cursor', async () => {
  const connection = await opened();
  const help = await connection.sendRequest(SignatureHelpRequest.type, at('22'));
  expect(help?.signatures).toMatchObject([{ label: '--dport port[:port]' }]);
});

test('colours the file by the legend it announced', async () => {
  const client = await session.start();
  await client.open(uri, 'iptables-rules', text);
  const { semanticTokensProvider } = client.initialized.capabilities;
  const legend = semanticTokensProvider?.legend.tokenTypes ?? [];
  const whole = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } });
  expect(legend[whole?.data[3] ?? -1]).toBe('namespace');
  const range = { start: positionOf(text, '-A'), end: positionOf(text, 'ACCEPT\n') };
  const part = await client.connection.sendRequest(SemanticTokensRangeRequest.type, {
    textDocument: { uri },
    range,
  });
  expect(part?.data.slice(0, 3)).toEqual([2, 0, 2]);
  expect(legend[part?.data[3] ?? -1]).toBe('keyword');
});

test('numbers the rules, unless the settings say not to', async () => {
  const hints = async (options?: ClientOptions) => {
    const connection = await opened(options);
    const range = { start: { line: 0, character: 0 }, end: { line: 5, character: 0 } };
    return connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
  };
  expect(await hints()).toMatchObject([{ label: '1', position: { line: 2, character: 8 } }]);
  expect(await hints({ settings: { ruleNumbers: { enabled: false } } })).toBeNull();
});
