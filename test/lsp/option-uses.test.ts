// An option and the rules that use it, over the wire: references and rename reach scripts, tests and the manual page that
// nobody has opened.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  ShowMessageNotification,
  type Position,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { positionOf, rangeOf } from './support/client';
import { rules, userspaceHalf } from './support/fixture';
import { useSessions } from './support/session';

const session = useSessions();

const script = '#!/bin/sh\niptables -t mangle -A OUTPUT -j FOO --set-mark 2\n';
const manual = '.TP\n\\fB\\-\\-set\\-mark\\fP \\fIvalue\\fP\n';
const tests = '*mangle\n:OUTPUT\n-j FOO --set-mark 1;-j FOO --set-mark 0x1;OK\n';

/** A server over a folder with the extension FOO and all that speaks of it; no file is open. */
async function started(more: Record<string, string> = {}) {
  const { folder, uris } = await session.fixture();
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  Object.entries({ 'router.sh': script, 'libxt_FOO.man': manual, 'libxt_FOO.t': tests, ...more }).forEach(
    ([name, text]) => write(name, text),
  );
  const client = await session.start({ folder });
  return { client, uris, uriOf: (name: string) => pathToFileURL(join(folder, name)).href };
}

const at = (uri: string, position: Position) => ({ textDocument: { uri }, position });

/** The files of a folder after an edit, by name. */
function applied({ changes = {} }: WorkspaceEdit): Record<string, string> {
  return Object.fromEntries(
    Object.entries(changes).map(([uri, edits]) => {
      const path = fileURLToPath(uri);
      const document = TextDocument.create(uri, '', 0, readFileSync(path, 'utf8'));
      return [basename(path), TextDocument.applyEdits(document, edits)];
    }),
  );
}

test('references of an option are found in scripts and tests too', async () => {
  const { client, uris } = await started();
  const locations = await client.connection.sendRequest(ReferencesRequest.type, {
    ...at(uris.userspace, positionOf(userspaceHalf, 'set-mark', 3)),
    context: { includeDeclaration: false },
  });
  expect(locations?.map(({ uri, range }) => [basename(uri), range]).sort()).toEqual([
    ['libxt_FOO.t', rangeOf(tests, '--set-mark')],
    ['router.sh', rangeOf(script, '--set-mark')],
    ['rules.v4', rangeOf(rules, '--set-mark')],
  ]);
});

test('an option gets another name in all files at once', async () => {
  const { client, uris } = await started();
  const place = at(uris.userspace, positionOf(userspaceHalf, 'set-mark', 3));
  expect(await client.connection.sendRequest(PrepareRenameRequest.type, place)).toEqual({
    range: rangeOf(userspaceHalf, 'set-mark'),
    placeholder: 'set-mark',
  });
  const edit = await client.connection.sendRequest(RenameRequest.type, { ...place, newName: 'tag' });
  expect(applied(edit ?? {})).toEqual({
    'libxt_FOO.c': userspaceHalf.replace('"set-mark"', '"tag"').replace('--set-mark', '--tag'),
    'libxt_FOO.man': manual.replace('set\\-mark', 'tag'),
    'libxt_FOO.t': tests.replaceAll('--set-mark', '--tag'),
    'router.sh': script.replace('--set-mark', '--tag'),
    'rules.v4': rules.replace('--set-mark', '--tag'),
  });
});

test('a manual page is edited as it is in the editor', async () => {
  const { client, uris, uriOf } = await started();
  await client.open(uriOf('libxt_FOO.man'), 'plaintext', `.SH\n${manual}`);
  const edit = await client.connection.sendRequest(RenameRequest.type, {
    ...at(uris.rules, positionOf(rules, '--set-mark', 3)),
    newName: 'tag',
  });
  const [change] = edit?.changes?.[uriOf('libxt_FOO.man')] ?? [];
  expect(change?.range.start.line).toBe(2);
});

test('where a variable holds the option, it stays, and that is told', async () => {
  const { client, uris } = await started({
    'router.sh': '#!/bin/sh\nwhat="--set-mark 2"\niptables -t mangle -A OUTPUT -j FOO $what\n',
  });
  const told = new Promise<string>((resolve) => {
    client.connection.onNotification(ShowMessageNotification.type, ({ message }) => resolve(message));
  });
  const edit = await client.connection.sendRequest(RenameRequest.type, {
    ...at(uris.rules, positionOf(rules, '--set-mark', 3)),
    newName: 'tag',
  });
  expect(Object.keys(applied(edit ?? {}))).not.toContain('router.sh');
  expect(await told).toContain('router.sh:3');
});

test('an option of iptables itself keeps its name, and it is said why', async () => {
  const { client } = await started();
  const text = '*filter\n-A INPUT -m mark --mark 1 -j ACCEPT\nCOMMIT\n';
  await client.open('file:///w/a.v4', 'iptables-rules', text);
  const asked = client.connection.sendRequest(
    PrepareRenameRequest.type,
    at('file:///w/a.v4', positionOf(text, '--mark', 3)),
  );
  await expect(asked).rejects.toThrow('No libxt_mark.c of this workspace declares --mark');
});
