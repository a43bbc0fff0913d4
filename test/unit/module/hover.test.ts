// Hover in C: fields of an extension's description, and names that extensions are written with; `$0` is the cursor.
import { describe, expect, test } from 'vitest';
import { hoverModule } from '../../../server/src/module/features/hover';
import { apiName, apiNames } from '../../../server/src/module/facts/api-names';
import { withCursor } from '../../support/markers';
import { uriOf, workspaceOf } from './support/project';

function hoverOf(fixture: string): string | undefined {
  const { text, position } = withCursor(fixture);
  const workspace = workspaceOf({ 'xt_FOO.c': text });
  const source = workspace.source(uriOf('xt_FOO.c'));
  if (!source) throw new Error('There is no source.');
  const contents = hoverModule(source, workspace.project.scopeOf(source), position)?.contents;
  return contents && typeof contents === 'object' && 'value' in contents ? contents.value : undefined;
}

describe('fields', () => {
  test('of a registration, with the size', () => {
    expect(
      hoverOf('struct i { __u32 a; };\nstruct xt_target t = { .target$0size = sizeof(struct i) };'),
    ).toMatch(/`\.targetsize`[^]*Here: 4 bytes\./);
  });

  test('of an option', () => {
    expect(hoverOf('static const struct xt_option_entry o[] = { {.name = "a", .e$0xcl = 1}, };')).toMatch(
      /ids of options/,
    );
  });
});

describe('names', () => {
  test.each([
    [
      'a function of the kernel',
      'int f(void)\n{\n\treturn skb_ensure_writ$0able(skb, 20);\n}',
      /Since Linux 3\.19/,
    ],
    ['one that may sleep', 'int f(void) { return xt_register_tar$0gets(a, 2); }', /May sleep/],
    ['one that is gone', 'int f(void) { return skb_make_writable$0(skb, 1); }', /Up to Linux 5\.2/],
    ['a struct', 'int f(const struct xt_action_pa$0ram *par);', /private data of the rule/],
    ['a constant', 'int f(void) { return NF_INET_FOR$0WARD; }', /FORWARD/],
    ['a name of libxtables', 'void f(void) { $0xtables_option_parse(cb); }', /iptables 1\.4\.11/],
  ])('%s', (_, fixture, expected) => {
    expect(hoverOf(fixture)).toMatch(expected);
  });

  test.each([
    ['comments', '/* skb_$0dst() */ int a;'],
    ['strings', 'char *a = "skb_d$0st";'],
    ['other names', 'int my_skb_$0dst;'],
  ])('not in %s', (_, fixture) => {
    expect(hoverOf(fixture)).toBeUndefined();
  });

  test('every row is found by the name in its form', () => {
    for (const name of apiNames) expect(apiName(name)?.form).toMatch(new RegExp(`\\b${name}\\b`));
    expect(apiNames.length).toBeGreaterThan(60);
  });
});
