import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

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

const handler = (parameters: string) =>
  `static unsigned int foo_handler(${parameters})\n{\n  return XT_CONTINUE;\n}`;

test.each([
  ['Linux 2.6.35 and later', 'struct sk_buff *skb, const struct xt_action_param *par'],
  ['Linux 2.6.28', 'struct sk_buff *skb, const struct xt_target_param *par'],
  [
    'Linux 2.6.24',
    'struct sk_buff *skb, const struct net_device *in, const struct net_device *out, unsigned int hooknum, const struct xt_target *target, const void *targinfo',
  ],
  [
    'Linux 2.6.18',
    'struct sk_buff **pskb, const struct net_device *in, const struct net_device *out, unsigned int hooknum, const struct xt_target *target, const void *targinfo',
  ],
  ['types of a compatibility header', 'struct sk_buff **pskb, foo_param_t *par'],
])('is silent about the parameters of %s', (_, parameters) => {
  expectMarked({ 'xt_FOO.c': module(handler(parameters)) });
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
