// What the server offers in C while it is being written: fields and their values, what names mean, colours.
import { describe, expect, test } from 'vitest';
import {
  CompletionRequest,
  HoverRequest,
  SemanticTokensRequest,
  type CompletionItem,
} from 'vscode-languageserver-protocol/node';
import type { ClientExtras } from '../../server/src/protocol';
import { withCursor } from '../support/markers';
import { useSessions } from './support/session';

const session = useSessions();
const uri = 'file:///w/xt_FOO.c';

const text = `static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
	return skb_ensure_writable(skb, 20) ? NF_DROP : XT_CONTINUE;
}

static struct xt_target foo_reg = {
	.name = "FOO",
	.target = foo_tg,
};
`;

async function opened(document: string, experimental: ClientExtras = {}) {
  const client = await session.start({ capabilities: { experimental } });
  await client.open(uri, 'c', document);
  return client;
}

describe('in C', () => {
  test('offers the fields that are still to be given', async () => {
    const fixture = withCursor(text.replace('foo_tg,\n', 'foo_tg,\n\t.ta$0\n'));
    const client = await opened(fixture.text);
    const answer = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position: fixture.position,
    });
    const items: CompletionItem[] = Array.isArray(answer) ? answer : [];
    expect(items.map(({ label }) => label)).toContain('.targetsize');
    expect(items.map(({ label }) => label)).not.toContain('.target');
  });

  test('explains a function of the kernel', async () => {
    const { position } = withCursor(text.replace('writable', 'wri$0table'));
    const client = await opened(text);
    const hover = await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
    expect(JSON.stringify(hover?.contents)).toContain('Since Linux 3.19');
  });

  test('colours handlers by the legend, unless the editor has colours from elsewhere', async () => {
    const client = await opened(text);
    const legend = client.initialized.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
    const tokens = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } });
    expect(tokens?.data.slice(0, 3)).toEqual([0, text.indexOf('foo_tg'), 'foo_tg'.length]);
    expect(legend[tokens?.data[3] ?? -1]).toBe('function');
    const other = await opened(text, { netfilterWorkbench: { coloursOfC: 'elsewhere' } });
    const none = await other.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } });
    expect(none).toBeNull();
  });
});
