// Colours and outline of C: handlers, registrations and options.
import { describe, expect, test } from 'vitest';
import { sourceTokens } from '../../../server/src/module/features/semantic-tokens';
import { sourceSymbols } from '../../../server/src/module/features/symbols';
import { uriOf, workspaceOf } from './support/project';

function sourceOf(text: string) {
  const workspace = workspaceOf({ 'xt_FOO.c': text });
  const source = workspace.source(uriOf('xt_FOO.c'));
  if (!source) throw new Error('There is no source.');
  return { source, extensions: workspace.project.extensionsOf(source) };
}

const kernel = `static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par) { return XT_CONTINUE; }
static int helper(void) { return 0; }
static struct xt_target reg[] = {
  { .name = "FOO", .revision = 1, .family = NFPROTO_IPV4, .target = foo_tg },
  { .name = "FOO", .revision = 1, .family = NFPROTO_IPV6, .target = &foo_tg },
};
`;

/** The tokens as words of the text. */
function coloured(text: string): string[] {
  const lines = text.split('\n');
  return sourceTokens(sourceOf(text).source).map(({ range: { start, end }, type, isDeclaration }) => {
    const word = lines[start.line]?.slice(start.character, end.character);
    return `${start.line} ${word} ${type}${isDeclaration ? ' declared' : ''}`;
  });
}

describe('colours', () => {
  test('of handlers, extensions and fields', () => {
    expect(coloured(kernel)).toEqual([
      '0 foo_tg function declared',
      '3 name property',
      '3 "FOO" class declared',
      '3 revision property',
      '3 family property',
      '3 target property',
      '3 foo_tg function',
      '4 name property',
      '4 "FOO" class declared',
      '4 revision property',
      '4 family property',
      '4 target property',
      '4 foo_tg function',
    ]);
  });

  test('of options', () => {
    expect(
      coloured(
        'static const struct xt_option_entry o[] = {\n{.name = "mark", .id = 0},\nXTOPT_TABLEEND };\n',
      ),
    ).toEqual(['1 "mark" property declared']);
  });
});

test('an outline tells registrations apart, with their handlers', () => {
  const { source, extensions } = sourceOf(kernel);
  expect(sourceSymbols(source, extensions)).toMatchObject([
    { name: 'FOO rev 1 IPv4', detail: 'kernel target', children: [{ name: 'foo_tg', detail: '.target' }] },
    { name: 'FOO rev 1 IPv6', detail: 'kernel target', children: [{ name: 'foo_tg', detail: '.target' }] },
  ]);
});
