// What a client tells of the machine that rules are going to: its extensions, its variant and its version.
import { CompletionRequest } from 'vscode-languageserver-protocol/node';
import { expect, it } from 'vitest';
import {
  installedIptablesNotification,
  profileRequest,
  type InstalledIptables,
} from '../../server/src/protocol';
import { positionOf } from './support/client';
import { useSessions } from './support/session';

const session = useSessions();
const uri = 'file:///rules.iptables';
const text = '*mangle\n-A FORWARD -j WARP --factor x\n-A FORWARD -j NOSUCH\nCOMMIT\n';

const withTables: InstalledIptables = {
  target: 'lab',
  variant: 'legacy',
  version: '1.8.11',
  optionTables: 'target WARP any revision=1\n  --factor UINT8 1..9 mandatory\n',
  help: [],
};

async function openWith(installed: InstalledIptables | null) {
  const client = await session.start();
  await client.open(uri, 'iptables-rules', text);
  await client.connection.sendNotification(installedIptablesNotification, installed);
  return client;
}

it('checks by what the machine has', async () => {
  const client = await openWith(withTables);
  const found = await client.pull(uri);
  expect(found.map(({ code, source, range }) => [range.start.line, code, source])).toEqual([
    [1, 'bad-number', 'iptables'],
    [2, 'undefined-target', 'iptables'],
  ]);
  expect(await client.connection.sendRequest(profileRequest, { uri })).toMatchObject({
    variant: 'legacy',
    version: '1.8.11',
  });
});

it('completes options that only help tells of, and calls none of them wrong', async () => {
  const help = [{ kind: 'target' as const, name: 'WARP', text: '  --factor number   How fast\n' }];
  const client = await openWith({ ...withTables, variant: 'nft', optionTables: undefined, help });
  const found = await client.pull(uri);
  expect(found.map(({ code }) => code)).toEqual(['undefined-target']);
  const items = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position: positionOf(text, '--factor', 2),
  });
  const labels = (Array.isArray(items) ? items : (items?.items ?? [])).map(({ label }) => label);
  expect(labels).toContain('--factor');
});

it('forgets it when the machine is gone', async () => {
  const client = await openWith(withTables);
  expect(await client.pull(uri)).toHaveLength(2);
  await client.connection.sendNotification(installedIptablesNotification, null);
  const [first] = await client.pull(uri);
  expect(first?.code).toBe('undefined-target');
});
