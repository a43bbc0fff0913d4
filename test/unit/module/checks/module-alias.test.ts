import { expect, test } from 'vitest';
import { expectMarked, fixed, workspaceOf, uriOf } from '../support/project';
import { diagnose } from '../../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../../server/src/workspace/settings';

const module = (families: readonly string[], metadata: string, mark = '') =>
  `static struct xt_match foo_reg[] = {
${families.map((family) => `  { .family = ${family}, .me = THIS_MODULE,\n    .name = "foo" },\n${mark}`).join('')}};
MODULE_LICENSE("GPL");
${metadata}`;

test('a family without its alias', () => {
  const [message] = expectMarked({
    'xt_foo.c': module(['NFPROTO_IPV4'], '', '/*  ^^^^^^^^^^^^^ warning module-alias */\n'),
  });
  expect(message).toContain('No MODULE_ALIAS("ipt_foo"): a rule of iptables that names foo fails');
});

test('the fix adds every alias that is missing', () => {
  const text = fixed({ 'xt_foo.c': module(['NFPROTO_IPV4', 'NFPROTO_IPV6'], '') }, 'xt_foo.c');
  expect(text).toMatch(/MODULE_LICENSE\("GPL"\);\nMODULE_ALIAS\(.*\);\nMODULE_ALIAS\(.*\);\n$/);
  expect(text).toContain('MODULE_ALIAS("ipt_foo");');
  expect(text).toContain('MODULE_ALIAS("ip6t_foo");');
  expectMarked({ 'xt_foo.c': text });
});

test('any family wants both, and one alone may be meant', () => {
  expectMarked({
    'xt_foo.c': module(['NFPROTO_UNSPEC'], '', '/*  ^^^^^^^^^^^^^ warning module-alias */\n'),
  });
  expectMarked({
    'xt_foo.c': module(
      ['NFPROTO_UNSPEC'],
      'MODULE_ALIAS("ipt_foo");\n',
      '/*  ^^^^^^^^^^^^^ hint module-alias */\n',
    ),
  });
});

test.each([
  ['aliases of all families', module(['NFPROTO_IPV4'], 'MODULE_ALIAS("ipt_foo");')],
  [
    'an alias out of a macro',
    `#define NAME "foo"\n${module(['NFPROTO_IPV6'], 'MODULE_ALIAS("ip6t_" NAME);')}`,
  ],
  ['aliases that nobody here knows', module(['NFPROTO_IPV4'], 'MODULE_ALIAS(FOO_ALIAS);')],
  ['another macro of aliases', module(['NFPROTO_IPV4'], 'FOO_ALIASES("foo");')],
  ['a family that nobody here knows', module(['FOO_FAMILY'], '')],
])('is silent about %s', (_, text) => {
  expectMarked({ 'xt_foo.c': text });
});

test('is silent about a part of a module, and about a module that is named as the kernel asks', () => {
  const files = {
    'ipt_foo.c': module(['NFPROTO_IPV4'], ''),
    'xt_foo.c': module(['NFPROTO_IPV4'], '').replace('MODULE_LICENSE("GPL");', ''),
    Kbuild: 'obj-m += ipt_foo.o\n',
  };
  const workspace = workspaceOf(files);
  for (const name of ['ipt_foo.c', 'xt_foo.c']) {
    const codes = diagnose(workspace, uriOf(name), defaultSettings).map(({ code }) => code);
    expect(codes).not.toContain('module-alias');
  }
});
