import { expect, test } from 'vitest';
import { kernelHalf } from '../support/kernel-half';
import { expectMarked } from '../support/project';

const rerouting = (make: string) => `static void foo_send(struct net *net, struct sk_buff *skb)
{
  struct sk_buff *copy = ${make};
  if (!copy)
    return;
  if (ip_route_me_harder(net, NULL, copy, RTN_UNSPEC)) {
    kfree_skb(copy);
    return;
  }
  FOO_SEND(copy);
}`;
const handler = '  foo_send(xt_net(par), skb);\n  return XT_CONTINUE;';
const marked = (half: string) =>
  half.replace('    .name = "FOO",\n', '    .name = "FOO",\n/*  ^^^^^^^^^^^^^ warning hooks-missing */\n');

test('a copy that is routed anew in INPUT', () => {
  const [message] = expectMarked({
    'xt_FOO.c': marked(
      kernelHalf({
        before: rerouting('pskb_copy(skb, GFP_ATOMIC)'),
        handler,
        fields: '    .table = "filter",',
      }),
    ),
  });
  expect(message).toContain('a rule in INPUT is admitted');
});

test('a copy that a tasklet routes', () => {
  expectMarked({
    'xt_FOO.c': marked(
      kernelHalf({
        before: `${rerouting('skb_clone(foo_packet, GFP_ATOMIC)')}
static void foo_work(unsigned long data) { foo_send(&init_net, NULL); }
static struct tasklet_struct foo_tasklet;`,
        handler: '  tasklet_schedule(&foo_tasklet);\n  return XT_CONTINUE;',
        init: '  tasklet_init(&foo_tasklet, foo_work, 0);\n  return xt_register_targets(foo_reg, ARRAY_SIZE(foo_reg));',
        exit: '  xt_unregister_targets(foo_reg, ARRAY_SIZE(foo_reg));\n  tasklet_kill(&foo_tasklet);',
      }),
    ),
  });
});

test('a route that is not there yet', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: `  skb->mark = skb_dst(skb)->dev->ifindex;
/*            ^^^^^^^^^^^^^^^^^ error hooks-missing */
  return XT_CONTINUE;`,
    }),
  });
  expect(message).toContain('in PREROUTING there is no route yet');
});

test.each([
  [
    'hooks that are named',
    rerouting('pskb_copy(skb, GFP_ATOMIC)'),
    handler,
    '    .hooks = (1 << NF_INET_FORWARD),',
  ],
  ['a reply that is made anew', rerouting('alloc_skb(64, GFP_ATOMIC)'), handler, '    .table = "filter",'],
  [
    'a route that is there',
    '',
    '  skb->mark = skb_dst(skb)->dev->ifindex;\n  return XT_CONTINUE;',
    '    .table = "filter",',
  ],
  [
    'a route that is asked about',
    '',
    '  if (skb_dst(skb))\n    skb->mark = skb_dst(skb)->dev->ifindex;\n  return XT_CONTINUE;',
    '',
  ],
  [
    'a route in a variable that is asked about',
    '',
    '  const struct dst_entry *dst = skb_dst(skb);\n  if (dst == NULL)\n    return NF_DROP;\n  skb->mark = dst->dev->ifindex;\n  return XT_CONTINUE;',
    '',
  ],
])('is silent about %s', (_, before, body, fields) => {
  expectMarked({ 'xt_FOO.c': kernelHalf({ before, handler: body, fields }) });
});
