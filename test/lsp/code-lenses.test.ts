// The code lenses of C over the wire: a command for the client that has it, a title for any other, nothing when they are
// switched off, and a call to ask anew when the rules are others.
import { expect, test } from 'vitest';
import { CodeLensRefreshRequest, CodeLensRequest } from 'vscode-languageserver-protocol/node';
import { showRulesCommand, type ClientExtras } from '../../server/src/protocol';
import { modernEditor, positionOf, rangeOf, type ClientOptions } from './support/client';
import { kernelHalf, rules } from './support/fixture';
import { useSessions } from './support/session';

const session = useSessions();

const title = 'FOO rev 0 · any family · mangle · 1 rule uses it';

async function started(options: ClientOptions = {}) {
  const { folder, uris } = await session.fixture();
  const client = await session.start({ folder, ...options });
  await client.open(uris.kernel, 'c', kernelHalf);
  const lenses = () =>
    client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: uris.kernel } });
  return { client, uris, lenses };
}

test('a handler shows the rules in an editor that can', async () => {
  const experimental: ClientExtras = { netfilterWorkbench: { showRules: true } };
  const { lenses, uris } = await started({ capabilities: { ...modernEditor, experimental } });
  const locations = [{ uri: uris.rules, range: rangeOf(rules, 'FOO') }];
  const position = positionOf(kernelHalf, 'foo_tg');
  expect(await lenses()).toEqual([
    {
      range: rangeOf(kernelHalf, 'foo_tg'),
      command: {
        title,
        command: showRulesCommand,
        arguments: [{ uri: uris.kernel, position, locations }],
      },
    },
  ]);
});

test('any other editor has the title', async () => {
  const { lenses } = await started();
  expect((await lenses())?.map(({ command }) => command)).toEqual([{ title, command: '' }]);
});

test('they can be switched off', async () => {
  const { lenses } = await started({ settings: { codeLens: { enabled: false } } });
  expect(await lenses()).toBeNull();
});

test('they are asked for anew when a rule is added', async () => {
  const workspace = { ...modernEditor.workspace, codeLens: { refreshSupport: true } };
  const { client, uris, lenses } = await started({ capabilities: { ...modernEditor, workspace } });
  await lenses();
  await client.open(uris.rules, 'iptables-rules', rules);
  const start = positionOf(rules, '-A PREROUTING -j marked');
  await client.edit(uris.rules, { start, end: start }, '-A PREROUTING -j FOO --set-mark 2\n');
  await new Promise<void>((resolve) =>
    client.connection.onRequest(CodeLensRefreshRequest.type, () => resolve()),
  );
  expect((await lenses())?.[0]?.command?.title).toContain('2 rules use it');
});

test('a rule outside of the table that C names is marked with the field, and free once the field is gone', async () => {
  const { client, uris } = await started();
  const misplaced = '*filter\n-A INPUT -j FOO --set-mark 1\nCOMMIT\n';
  await client.open(uris.rules, 'iptables-rules', misplaced);
  expect(await client.pull(uris.rules)).toMatchObject([
    {
      code: 'rule-table',
      range: rangeOf(misplaced, 'FOO'),
      relatedInformation: [
        { location: { uri: uris.kernel, range: rangeOf(kernelHalf, '.table = "mangle"') } },
      ],
    },
  ]);
  await client.edit(uris.kernel, rangeOf(kernelHalf, '.table = "mangle",'), '');
  expect(await client.pull(uris.rules)).toEqual([]);
});
