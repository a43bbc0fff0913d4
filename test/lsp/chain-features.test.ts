// Requests about chains over the wire: highlights, rename with its refusals, and the call hierarchy.
import { expect, test } from 'vitest';
import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  PrepareRenameRequest,
  RenameRequest,
} from 'vscode-languageserver-protocol/node';
import { positionOf, rangeOf } from './support/client';
import { useSessions } from './support/session';

const session = useSessions();
const uri = 'file:///w/a.v4';
const text = `*filter
:INPUT ACCEPT [0:0]
:web - [0:0]
:log - [0:0]
-A INPUT -p tcp -j web
-A web -j log
COMMIT
`;

async function opened() {
  const client = await session.start();
  await client.open(uri, 'iptables-rules', text);
  return client;
}

const at = (mark: string, offset = 0) => ({
  textDocument: { uri },
  position: positionOf(text, mark, offset),
});

test('highlights the uses of a chain', async () => {
  const { connection } = await opened();
  expect(await connection.sendRequest(DocumentHighlightRequest.type, at('-j web', 3))).toEqual([
    { range: rangeOf(text, 'web'), kind: DocumentHighlightKind.Write },
    {
      range: expect.objectContaining({ start: positionOf(text, '-j web', 3) }) as unknown,
      kind: DocumentHighlightKind.Read,
    },
    {
      range: expect.objectContaining({ start: positionOf(text, '-A web', 3) }) as unknown,
      kind: DocumentHighlightKind.Write,
    },
  ]);
});

test('renames a chain in all its places', async () => {
  const { connection } = await opened();
  expect(await connection.sendRequest(PrepareRenameRequest.type, at('-j web', 4))).toMatchObject({
    placeholder: 'web',
  });
  const edit = await connection.sendRequest(RenameRequest.type, { ...at('-j web', 4), newName: 'www' });
  expect(edit?.changes?.[uri]?.map(({ range, newText }) => [range.start.line, newText])).toEqual([
    [2, 'www'],
    [4, 'www'],
    [5, 'www'],
  ]);
});

test('says why a chain cannot be renamed', async () => {
  const { connection } = await opened();
  await expect(connection.sendRequest(PrepareRenameRequest.type, at(':INPUT', 2))).rejects.toThrow(
    'built into',
  );
  const renaming = connection.sendRequest(RenameRequest.type, { ...at('-j web', 4), newName: 'log' });
  await expect(renaming).rejects.toThrow("Chain 'log' exists already");
});

test('has nothing to rename where no chain is named', async () => {
  const { connection } = await opened();
  expect(await connection.sendRequest(PrepareRenameRequest.type, at('tcp'))).toBeNull();
});

test('walks the jumps from a chain to its callers and callees', async () => {
  const { connection } = await opened();
  const [web] = (await connection.sendRequest(CallHierarchyPrepareRequest.type, at(':web', 1))) ?? [];
  expect(web).toMatchObject({ name: 'web', uri });
  if (!web) return;
  const incoming = await connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item: web });
  expect(incoming).toMatchObject([
    { from: { name: 'INPUT' }, fromRanges: [{ start: positionOf(text, '-j web', 3) }] },
  ]);
  const outgoing = await connection.sendRequest(CallHierarchyOutgoingCallsRequest.type, { item: web });
  expect(outgoing).toMatchObject([
    { to: { name: 'log' }, fromRanges: [{ start: positionOf(text, '-j log', 3) }] },
  ]);
});
