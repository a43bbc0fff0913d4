// The language features over the wire, and what joins rules to C: definition, references, hover and completion that
// follow libxt_FOO.c as it is edited.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  ReferencesRequest,
  type CompletionItem,
  type Hover,
  type Location,
  type LocationLink,
  type Position,
} from 'vscode-languageserver-protocol/node';
import {
  extensionExistsRequest,
  extensionsRequest,
  printkCallsChangedNotification,
  printkCallsRequest,
  profileRequest,
} from '../../server/src/protocol';
import { modernEditor, positionOf, rangeOf, type TestClient } from './support/client';
import { kernelHalf, rules, userspaceHalf } from './support/fixture';
import { useSessions } from './support/session';

const session = useSessions();

/** A server that has read the extension FOO, with the rule file open. */
async function opened() {
  const { folder, uris } = await session.fixture();
  const client = await session.start({ folder });
  await client.until(() => client.refreshes > 0);
  await client.open(uris.rules, 'iptables-rules', rules);
  return { client, folder, uris };
}

const at = (uri: string, position: Position) => ({ textDocument: { uri }, position });

async function labelsAt(client: TestClient, uri: string, position: Position): Promise<string[]> {
  const answer = await client.connection.sendRequest(CompletionRequest.type, at(uri, position));
  const items: CompletionItem[] = Array.isArray(answer) ? answer : (answer?.items ?? []);
  return items.map(({ label }) => label);
}

async function hoverAt(client: TestClient, uri: string, position: Position): Promise<string> {
  const hover: Hover | null = await client.connection.sendRequest(HoverRequest.type, at(uri, position));
  return JSON.stringify(hover?.contents ?? '');
}

async function definitionAt(client: TestClient, uri: string, position: Position): Promise<LocationLink[]> {
  return (await client.connection.sendRequest(DefinitionRequest.type, at(uri, position))) as LocationLink[];
}

describe('in a rule file', () => {
  test('completes targets, those learned from C among them', async () => {
    const { client, uris } = await opened();
    const labels = await labelsAt(client, uris.rules, positionOf(rules, 'FOO'));
    expect(labels).toEqual(expect.arrayContaining(['FOO', 'ACCEPT', 'marked']));
  });

  test('completes the options that C describes', async () => {
    const { client, uris } = await opened();
    expect(await labelsAt(client, uris.rules, positionOf(rules, '--set-mark', 2))).toContain('--set-mark');
  });

  test('has symbols and foldings', async () => {
    const { client, uris } = await opened();
    const textDocument = { uri: uris.rules };
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    expect(JSON.stringify(symbols)).toContain('marked');
    const foldings = await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument });
    expect(foldings).toContainEqual(expect.objectContaining({ startLine: 0 }));
  });

  test('goes from a jump to its chain', async () => {
    const { client, uris } = await opened();
    const [link] = await definitionAt(client, uris.rules, positionOf(rules, '-j marked', 4));
    expect(link).toMatchObject({ targetUri: uris.rules, targetSelectionRange: { start: { line: 2 } } });
  });

  test('goes from an option to its row and to the handler that acts on it', async () => {
    const { client, uris } = await opened();
    const links = await definitionAt(client, uris.rules, positionOf(rules, '--set-mark', 4));
    expect(links).toMatchObject([
      { targetUri: uris.userspace, targetSelectionRange: rangeOf(userspaceHalf, '"set-mark"') },
      { targetUri: uris.kernel, targetSelectionRange: rangeOf(kernelHalf, 'foo_tg') },
    ]);
    expect(links[0]?.originSelectionRange).toEqual(rangeOf(rules, '--set-mark'));
  });

  test('goes from a target to both of its halves', async () => {
    const { client, uris } = await opened();
    const links = await definitionAt(client, uris.rules, positionOf(rules, 'FOO', 1));
    expect(links.map(({ targetUri }) => targetUri)).toEqual([uris.userspace, uris.kernel]);
  });

  test('gives places to a client that knows no links', async () => {
    const { folder, uris } = await session.fixture();
    const client = await session.start({ folder, capabilities: {} });
    await client.open(uris.rules, 'iptables-rules', rules);
    const answer = await client.connection.sendRequest(
      DefinitionRequest.type,
      at(uris.rules, positionOf(rules, '--set-mark', 4)),
    );
    expect(answer).toContainEqual({ uri: uris.userspace, range: rangeOf(userspaceHalf, '"set-mark"') });
  });

  test('shows which field an option fills', async () => {
    const { client, uris } = await opened();
    const hover = await hoverAt(client, uris.rules, positionOf(rules, '--set-mark', 4));
    expect(hover).toContain('Fills `mark` of `struct xt_foo_info` (`__u32`, 4 bytes at offset 0)');
  });

  test('has quick fixes where a finding has one', async () => {
    const { client } = await opened();
    const uri = 'file:///w/a.v4';
    const text = '*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dprt 22 -j ACCEPT\nCOMMIT\n';
    await client.open(uri, 'iptables-rules', text);
    const diagnostics = await client.pull(uri);
    expect(diagnostics).toHaveLength(1);
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: rangeOf(text, '--dprt'),
      context: { diagnostics },
    });
    expect(JSON.stringify(actions)).toContain('--dport');
  });
});

describe('in C', () => {
  test('shows what is registered, and the options', async () => {
    const { client, uris } = await opened();
    const symbolsOf = (uri: string) =>
      client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
    expect(await symbolsOf(uris.kernel)).toMatchObject([
      { name: 'FOO rev 0 any family', detail: 'kernel target' },
    ]);
    expect(await symbolsOf(uris.userspace)).toMatchObject([
      { name: 'FOO rev 0 any family', detail: 'userspace target' },
      { name: 'foo_opts', children: [{ name: '--set-mark' }] },
    ]);
  });

  test('explains a field of a registration, and how large it is', async () => {
    const { client, uris } = await opened();
    const hover = await hoverAt(client, uris.kernel, positionOf(kernelHalf, 'targetsize', 2));
    expect(hover).toContain('private data');
    expect(hover).toContain('8 bytes');
  });

  test('finds the rules that use an option or a target', async () => {
    const { client, folder, uris } = await opened();
    writeFileSync(join(folder, 'other.v4'), '*mangle\n-A OUTPUT -j FOO --set-mark 2\nCOMMIT\n');
    const again = await session.start({ folder });
    await again.until(() => again.refreshes > 0);
    const referencesAt = (server: TestClient, position: Position, includeDeclaration: boolean) =>
      server.connection.sendRequest(ReferencesRequest.type, {
        ...at(uris.userspace, position),
        context: { includeDeclaration },
      });
    const option = positionOf(userspaceHalf, 'set-mark', 3);
    expect(await referencesAt(client, option, false)).toEqual([
      { uri: uris.rules, range: rangeOf(rules, '--set-mark') },
    ]);
    const locations = (await referencesAt(again, option, true)) as Location[];
    expect(locations.map(({ uri }) => uri.replace(/.*\//, '')).sort()).toEqual([
      'libxt_FOO.c',
      'other.v4',
      'rules.v4',
    ]);
    expect(await hoverAt(again, uris.userspace, option)).toContain('used 2 times');
  });
});

describe('an option table that is being edited', () => {
  const end = '\tXTOPT_TABLEEND';
  const row = '\t{.name = "label", .id = O_LABEL, .type = XTTYPE_STRING},\n';

  test('teaches its new option to the rule file at once', async () => {
    const { client, uris } = await opened();
    const withLabel = rules.replace('0x1', '0x1 --label x');
    await client.edit(uris.rules, rangeOf(rules, '0x1'), '0x1 --label x');
    expect(await client.pull(uris.rules)).toHaveLength(1);
    await client.open(uris.userspace, 'c', userspaceHalf);
    const before = client.refreshes;
    await client.edit(
      uris.userspace,
      { start: positionOf(userspaceHalf, end), end: positionOf(userspaceHalf, end) },
      row,
    );
    expect(await client.pull(uris.rules)).toEqual([]);
    const labels = await labelsAt(client, uris.rules, positionOf(withLabel, '--label', 2));
    expect(labels).toContain('--label');
    await client.until(() => client.refreshes > before);
  });

  test('may be half-typed without an end to anything', async () => {
    const { client, uris } = await opened();
    await client.open(uris.userspace, 'c', userspaceHalf);
    let text = userspaceHalf;
    for (const character of row) {
      const position = positionOf(text, end);
      await client.edit(uris.userspace, { start: position, end: position }, character);
      text = text.replace(end, () => character + end);
      await client.pull(uris.rules);
    }
    const labels = await labelsAt(client, uris.rules, positionOf(rules, '--set-mark', 2));
    expect(labels).toContain('--label');
  });
});

describe('custom requests', () => {
  test('list the extensions with both halves', async () => {
    const { client, uris } = await opened();
    expect(await client.connection.sendRequest(extensionsRequest)).toEqual([
      {
        name: 'FOO',
        kind: 'target',
        kernelSource: fileURLToPath(uris.kernel),
        userspaceSource: fileURLToPath(uris.userspace),
        revisions: [0],
      },
    ]);
  });

  test('know which names are taken, by iptables or by the workspace', async () => {
    const { client } = await opened();
    const exists = (kind: 'match' | 'target', name: string) =>
      client.connection.sendRequest(extensionExistsRequest, { kind, name });
    expect(await exists('target', 'FOO')).toBe(true);
    expect(await exists('target', 'MARK')).toBe(true);
    expect(await exists('match', 'MARK')).toBe(false);
    expect(await exists('target', 'BAR')).toBe(false);
  });

  test('list the printk calls, and tell when they change', async () => {
    const { client, uris } = await opened();
    const call = {
      file: fileURLToPath(uris.kernel),
      line: 11,
      format: 'xt_FOO: marked with 0x%x\n',
      level: 'info',
      function: 'foo_tg',
    };
    expect(await client.connection.sendRequest(printkCallsRequest)).toEqual([call]);
    await client.open(uris.kernel, 'c', kernelHalf);
    const told = new Promise<void>((resolve) => {
      client.connection.onNotification(printkCallsChangedNotification, resolve);
    });
    await client.edit(uris.kernel, rangeOf(kernelHalf, 'pr_info'), '\n\tpr_warn');
    await told;
    const moved = { ...call, line: 12, level: 'warning' };
    expect(await client.connection.sendRequest(printkCallsRequest)).toEqual([moved]);
  });

  test('say with which profile a file is read', async () => {
    const { folder, uris } = await session.fixture();
    const settings = { profile: { variant: 'legacy', version: '1.8.4', family: 'auto' } };
    const client = await session.start({ folder, settings });
    await client.open(uris.rules, 'iptables-rules', rules);
    await client.open('file:///w/a.v6', 'iptables-rules', rules);
    const profileOf = (uri: string) => client.connection.sendRequest(profileRequest, { uri });
    expect(await profileOf(uris.rules)).toMatchObject({
      variant: 'legacy',
      version: '1.8.4',
      family: 'ipv4',
    });
    expect(await profileOf('file:///w/a.v6')).toMatchObject({ family: 'ipv6' });
    expect(await profileOf('file:///w/nothing')).toBeNull();
  });
});

test('an editor without a language for rule files is helped by the name of the file', async () => {
  const client = await session.start({ capabilities: modernEditor });
  await client.open('file:///etc/iptables/rules.v4', 'conf', rules);
  const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, {
    textDocument: { uri: 'file:///etc/iptables/rules.v4' },
  });
  expect(JSON.stringify(symbols)).toContain('mangle');
});
