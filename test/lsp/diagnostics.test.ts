// Diagnostics over the wire: asked for by clients that can, sent to those that cannot, and always those of the text
// as it is now, beside the files as they are now.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
} from 'vscode-languageserver-protocol/node';
import { modernEditor, rangeOf } from './support/client';
import { header, kernelHalf, rules, userspaceHalf } from './support/fixture';
import { useSessions } from './support/session';

const session = useSessions();

const noPull = { workspace: {}, textDocument: {} };
const codes = (diagnostics: readonly { code?: string | number }[]) => diagnostics.map(({ code }) => code);
/** As `kernelHalf`, but with the size of a pointer. */
const wrongSize = kernelHalf.replace('sizeof(struct xt_foo_info)', 'sizeof(__u64) * 2');

describe('a client that asks', () => {
  test('gets findings of a rule file with code and tier', async () => {
    const client = await session.start();
    const text = '*filter\n-A NOWHERE -j ACCEPT\nCOMMIT\n';
    await client.open('file:///w/a.v4', 'iptables-rules', text);
    const [diagnostic] = await client.pull('file:///w/a.v4');
    expect(diagnostic).toMatchObject({ code: 'undefined-chain', range: { start: { line: 1 } } });
    // nft's --test lets an undefined chain through; the load does not.
    expect(diagnostic).toMatchObject({ source: 'kernel', data: { tier: 'kernel' } });
  });

  test('gets findings of C, with the other half as a related document', async () => {
    const { folder, uris } = await session.fixture();
    const client = await session.start({ folder });
    await client.until(() => client.refreshes > 0);
    await client.open(uris.kernel, 'c', wrongSize);
    const report = await client.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: uris.kernel },
    });
    expect(report).toMatchObject({
      kind: 'full',
      items: [{ code: 'twin-size', relatedInformation: [{ location: { uri: uris.userspace } }] }],
      relatedDocuments: { [uris.userspace]: { kind: 'full', items: [{ code: 'twin-size' }] } },
    });
  });

  test('gets those of the text after an edit', async () => {
    const { folder, uris } = await session.fixture();
    const client = await session.start({ folder });
    await client.until(() => client.refreshes > 0);
    await client.open(uris.kernel, 'c', kernelHalf);
    expect(await client.pull(uris.kernel)).toEqual([]);
    const size = 'sizeof(struct xt_foo_info)';
    await client.edit(uris.kernel, rangeOf(kernelHalf, size), 'sizeof(__u64) * 2');
    expect(codes(await client.pull(uris.kernel))).toEqual(['twin-size']);
    await client.edit(uris.kernel, rangeOf(wrongSize, 'sizeof(__u64) * 2'), size);
    expect(await client.pull(uris.kernel)).toEqual([]);
  });

  test('is told to ask again when a file on disk changes', async () => {
    const { folder, uris } = await session.fixture();
    const client = await session.start({ folder });
    await client.until(() => client.refreshes > 0);
    await client.open(uris.kernel, 'c', kernelHalf);
    expect(await client.pull(uris.kernel)).toEqual([]);
    const before = client.refreshes;
    writeFileSync(
      fileURLToPath(uris.userspace),
      userspaceHalf.replace('.size = XT_ALIGN(sizeof(struct xt_foo_info))', '.size = XT_ALIGN(100)'),
    );
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uris.userspace, type: FileChangeType.Changed }],
    });
    await client.until(() => client.refreshes > before);
    // The refresh may have been one for the file that was opened.
    await expect.poll(async () => codes(await client.pull(uris.kernel))).toEqual(['twin-size']);
  });

  test('gets severities as they are set', async () => {
    const { folder, uris } = await session.fixture();
    const client = await session.start({ folder, settings: { checks: { 'twin-size': 'hint' } } });
    await client.until(() => client.refreshes > 0);
    await client.open(uris.kernel, 'c', wrongSize);
    expect(await client.pull(uris.kernel)).toMatchObject([{ code: 'twin-size', severity: 4 }]);
  });

  test('an open document counts before its file, and the file again once it is closed', async () => {
    const { folder, uris } = await session.fixture();
    const client = await session.start({ folder });
    await client.until(() => client.refreshes > 0);
    await client.open(uris.kernel, 'c', kernelHalf);
    await client.open(uris.header, 'c', header.replace('__u32 mask;', ''));
    // Both halves include the header, so both shrink; the handler now uses a field that is gone, and nothing is sure.
    expect(await client.pull(uris.kernel)).toEqual([]);
    await client.open(
      uris.userspace,
      'c',
      userspaceHalf.replace('.size = XT_ALIGN(sizeof', '.size = 8 + XT_ALIGN(sizeof'),
    );
    expect(codes(await client.pull(uris.kernel))).toEqual(['twin-size']);
    await client.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: uris.userspace },
    });
    expect(await client.pull(uris.kernel)).toEqual([]);
  });
});

describe('a client that cannot ask', () => {
  test('is sent findings, and an empty list when they are gone or the document is closed', async () => {
    const { folder, uris } = await session.fixture();
    const client = await session.start({ folder, capabilities: noPull });
    await client.open(uris.kernel, 'c', wrongSize);
    expect(codes(await client.pushed(uris.kernel, ({ length }) => length > 0))).toEqual(['twin-size']);
    await client.edit(uris.kernel, rangeOf(wrongSize, 'sizeof(__u64) * 2'), 'sizeof(struct xt_foo_info)');
    await client.pushed(uris.kernel, ({ length }) => length === 0);
    await client.edit(uris.kernel, rangeOf(kernelHalf, 'sizeof(struct xt_foo_info)'), '100');
    await client.pushed(uris.kernel, ({ length }) => length > 0);
    await client.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: uris.kernel },
    });
    await client.pushed(uris.kernel, ({ length }) => length === 0);
  });

  test('is sent those of one file when another is edited', async () => {
    const { folder, uris } = await session.fixture();
    const client = await session.start({ folder, capabilities: noPull });
    await client.open(uris.rules, 'iptables-rules', rules);
    await client.pushed(uris.rules, ({ length }) => length === 0);
    await client.open(uris.userspace, 'c', userspaceHalf);
    await client.edit(uris.userspace, rangeOf(userspaceHalf, '"set-mark"'), '"other-name"');
    const diagnostics = await client.pushed(uris.rules, ({ length }) => length > 0);
    expect(diagnostics[0]?.range.start.line).toBe(3);
  });

  test('can send its settings', async () => {
    const { folder, uris } = await session.fixture();
    const client = await session.start({
      folder,
      capabilities: noPull,
      initializationOptions: { netfilterWorkbench: { checks: { 'twin-size': 'off' } } },
    });
    await client.open(uris.kernel, 'c', wrongSize);
    await client.pushed(uris.kernel, ({ length }) => length === 0);
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { netfilterWorkbench: { checks: { 'twin-size': 'warning' } } },
    });
    const [diagnostic] = await client.pushed(uris.kernel, ({ length }) => length > 0);
    expect(diagnostic).toMatchObject({ code: 'twin-size', severity: 2 });
  });
});

test('a client that can ask but not be told again is answered when everything is known', async () => {
  const { folder, uris } = await session.fixture();
  const capabilities = { ...modernEditor, workspace: { workspaceFolders: true } };
  const client = await session.start({ folder, capabilities });
  await client.open(uris.kernel, 'c', wrongSize);
  expect(codes(await client.pull(uris.kernel))).toEqual(['twin-size']);
});

test('a document outside of any folder is understood with the files beside it', async () => {
  const { uris } = await session.fixture();
  const client = await session.start({ capabilities: noPull });
  await client.open(uris.kernel, 'c', wrongSize);
  expect(codes(await client.pushed(uris.kernel, ({ length }) => length > 0))).toEqual(['twin-size']);
});
