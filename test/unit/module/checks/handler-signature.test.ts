import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { expect, test } from 'vitest';
import { diagnose } from '../../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../../server/src/workspace/settings';
import { expectMarked, uriOf, workspaceOf, type Files } from '../support/project';

const module = (handlers: string, kind = 'target', extra = '') => `${handlers}
static struct xt_${kind} foo_reg = {
  .name = "FOO",
  .${kind} = foo_handler,
  ${extra}
};
`;

test('a packet by reference, as no kernel with these parameters passes it', () => {
  const [message] = expectMarked({
    'xt_FOO.c': module(`
static unsigned int foo_handler(struct sk_buff **pskb, const struct xt_action_param *par)
/*                                               ^^^^ error handler-signature */
{
  return XT_CONTINUE;
}`),
  });
  expect(message).toContain('No kernel calls .target with (struct sk_buff **, struct xt_action_param *)');
});

test('the parameters of the other kind of extension', () => {
  expectMarked({
    'xt_FOO.c': module(
      `
static bool foo_handler(const struct sk_buff *skb, const struct xt_target_param *par)
/*                                            ^^^ error handler-signature */
{
  return true;
}
static int foo_check(const struct xt_tgchk_param *par)
/*                                                ^^^ error handler-signature */
{
  return 0;
}`,
      'match',
      '.checkentry = foo_check,',
    ),
  });
});

test('handlers for kernels of different times', () => {
  const [message] = expectMarked({
    'xt_FOO.c': module(
      `
static unsigned int foo_handler(struct sk_buff *skb, const struct xt_action_param *par)
{
  return XT_CONTINUE;
}
static void foo_destroy(const struct xt_target *target, void *targinfo)
/*                                              ^^^^^^ error handler-signature */
{
}`,
      'target',
      '.destroy = foo_destroy,',
    ),
  });
  expect(message).toContain(
    'foo_destroy is declared for Linux before 2.6.24 or 2.6.24 to 2.6.27, but the other handlers of FOO are for 2.6.35 and later',
  );
});

function check(files: Files, name: string) {
  return diagnose(workspaceOf(files), uriOf(name), defaultSettings, (_, error) => {
    throw error;
  }).filter(({ code }) => code === 'handler-signature');
}

const handler = (parameters: string) =>
  `static unsigned int foo_handler(${parameters})\n{\n  return XT_CONTINUE;\n}`;

const current = handler('struct sk_buff *skb, const struct xt_action_param *par');

const earlier = [
  ['Linux 2.6.28', 'struct sk_buff *skb, const struct xt_target_param *par'],
  [
    'Linux 2.6.24',
    'struct sk_buff *skb, const struct net_device *in, const struct net_device *out, unsigned int hooknum, const struct xt_target *target, const void *targinfo',
  ],
  [
    'Linux 2.6.18',
    'struct sk_buff **pskb, const struct net_device *in, const struct net_device *out, unsigned int hooknum, const struct xt_target *target, const void *targinfo',
  ],
] as const;

test.each(earlier)(
  'warns of the parameters of %s, as no kernel of the last years has them',
  (_, parameters) => {
    const text = module(handler(parameters));
    const [only, ...others] = check({ 'xt_FOO.c': text }, 'xt_FOO.c');
    expect(others).toEqual([]);
    expect(only?.severity).toBe(DiagnosticSeverity.Warning);
    expect(only?.message).toMatch(
      /^No kernel calls \.target with \(struct sk_buff .*\) any more: since Linux 2\.6\.35/,
    );
  },
);

test.each(earlier)('is silent about the parameters of %s where they are meant', (_, parameters) => {
  const old = handler(parameters);
  const forked = `#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 35)\n${old}\n#else\n${current}\n#endif`;
  expect(check({ 'xt_FOO.c': module(forked) }, 'xt_FOO.c')).toEqual([]);
  expect(check({ 'net/netfilter/xt_FOO.c': module(old) }, 'net/netfilter/xt_FOO.c')).toEqual([]);
  const translated = `#include "compat.h"\n${module(old)}`;
  expect(check({ 'xt_FOO.c': translated }, 'xt_FOO.c')).toEqual([]);
});

test.each([
  ['Linux 2.6.35 and later', 'struct sk_buff *skb, const struct xt_action_param *par'],
  ['types of a compatibility header', 'struct sk_buff **pskb, foo_param_t *par'],
])('is silent about the parameters of %s', (_, parameters) => {
  expect(check({ 'xt_FOO.c': module(handler(parameters)) }, 'xt_FOO.c')).toEqual([]);
});

test('is silent about a dialect that a header of the workspace translates', () => {
  expectMarked({
    'xt_FOO.c': `#include "compat_xtables.h"\n${module(handler('struct sk_buff **pskb, const struct xt_action_param *par'))}`,
    'compat_xtables.h': '#define xt_register_target xtnu_register_target\n',
  });
});

test('is silent about handlers by configuration', () => {
  expectMarked({
    'xt_FOO.c': module(
      `#ifdef OLD\n${handler('struct sk_buff **pskb, const struct xt_action_param *par')}\n#else\n${handler('struct sk_buff *skb, const struct xt_action_param *par')}\n#endif`,
    ),
  });
});
