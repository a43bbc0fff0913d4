import { expect, test } from 'vitest';
import { kernelHalf } from '../support/kernel-half';
import { expectMarked } from '../support/project';

const registration = (
  kind: 'target' | 'match',
  handler: string,
  fields = '',
) => `static struct xt_${kind} foo_reg = {
  .name = "FOO",
  .family = NFPROTO_IPV6,
  .${kind} = ${handler},
${fields}
  .me = THIS_MODULE,
};
MODULE_ALIAS("ip6t_FOO");
`;

const target = (body: string, fields = '') => `
static unsigned int foo_tg6(struct sk_buff *skb, const struct xt_action_param *par)
{
${body}
}
${registration('target', 'foo_tg6', fields)}`;

test('a target that only goes on', () => {
  const [message] = expectMarked({
    'xt_FOO.c': `
static unsigned int foo_tg6(struct sk_buff *skb, const struct xt_action_param *par)
/*                  ^^^^^^^ warning stub-handler */
{ // TODO
  return XT_CONTINUE;
  ;
}
${registration('target', 'foo_tg6')}`,
  });
  expect(message).toBe('foo_tg6 does nothing: a rule with -j FOO for IPv6 is accepted and has no effect.');
});

test.each([
  ['what it looks at', '  const struct foo *info = par->targinfo;\n  (void)info;\n  return XT_CONTINUE;'],
  ['a variable', '  unsigned int verdict = XT_CONTINUE;\n  return verdict;'],
  ['two ways to one answer', '  if (skb->len > 100)\n    return XT_CONTINUE;\n  return XT_CONTINUE;'],
])('a target that only goes on, with %s', (_, body) => {
  const mark = '$&\n/*                  ^^^^^^^ warning stub-handler */';
  expectMarked({ 'xt_FOO.c': target(body).replace(/static unsigned int foo_tg6.*/, mark) });
});

test('a match that never does may be meant', () => {
  expectMarked({
    'xt_FOO.c': `
static bool foo_mt(const struct sk_buff *skb, struct xt_action_param *par)
/*          ^^^^^^ hint stub-handler */
{
  return false;
}
${registration('match', 'foo_mt')}`,
  });
});

test.each([
  ['a verdict', '  return NF_DROP;'],
  ['a count', '  foo_count++;\n  return XT_CONTINUE;'],
  ['two verdicts', '  if (skb->len > 100)\n    return NF_DROP;\n  return XT_CONTINUE;'],
  ['work', '  skb->mark = 1;\n  return XT_CONTINUE;'],
  ['what the configuration leaves out', '#ifdef CONFIG_FOO\n  foo(skb);\n#endif\n  return XT_CONTINUE;'],
])('is silent about %s', (_, body) => {
  expectMarked({ 'xt_FOO.c': target(body) });
});

test('is silent about a match that always does', () => {
  expectMarked({ 'xt_foo.c': kernelHalf({ kind: 'match', handler: '  return true;' }) });
});

test('a stub whose checkentry only takes what the handler would need', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: '  return XT_CONTINUE;',
      checkentry: '  return nf_ct_netns_get(par->net, par->family);',
      destroy: '  nf_ct_netns_put(par->net, par->family);',
    }).replace(/^(static unsigned int foo_tg.*)$/m, '$1\n/*                  ^^^^^^ warning stub-handler */'),
  });
});

test('is silent where adding the rule is what it is for', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: '  return XT_CONTINUE;',
      checkentry: '  foo_switch_on(par->net);\n  return 0;',
      destroy: '  foo_switch_off(par->net);',
    }),
  });
});
