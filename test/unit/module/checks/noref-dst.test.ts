import { expect, test } from 'vitest';
import { expectMarked, fixed } from '../support/project';

const target = (body: string, fields = '') => `static struct sk_buff_head foo_queue;
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
  struct sk_buff *copy;
${body}
  return XT_CONTINUE;
}
static struct xt_target foo_reg = {
  .name = "FOO",
  .family = NFPROTO_IPV4,
${fields}
  .target = foo_tg,
};
`;

const copy = '  copy = pskb_copy(skb, GFP_ATOMIC);\n  if (!copy)\n    return XT_CONTINUE;';

test('a copy waits with a borrowed route', () => {
  const [message] = expectMarked({
    'xt_FOO.c': target(`${copy}
  copy->mark = 1;
  skb_queue_head(&foo_queue, copy);
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning noref-dst */`),
  });
  expect(message).toBe(
    'copy goes into a queue with a route that it only borrows: skb_dst(copy) may be freed when it is taken out. skb_dst_force(copy) before this holds it.',
  );
});

test('so does the packet itself', () => {
  expectMarked({
    'xt_FOO.c': target(`  skb_queue_tail(&foo_queue, skb);
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning noref-dst */
  return NF_STOLEN;`),
  });
});

test('a path that forgets it', () => {
  expectMarked({
    'xt_FOO.c': target(`${copy}
  if (skb->len > 100)
    skb_dst_force(copy);
  skb_queue_tail(&foo_queue, copy);
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning noref-dst */`),
  });
});

const queue = '  skb_queue_tail(&foo_queue, copy);';

test.each([
  ['a route that is held', `${copy}\n  skb_dst_force(copy);\n${queue}`],
  ['no route', `${copy}\n  skb_dst_drop(copy);\n${queue}`],
  [
    'another route',
    `${copy}\n  if (ip_route_me_harder(xt_net(par), NULL, copy, RTN_UNSPEC) < 0)\n    return NF_DROP;\n${queue}`,
  ],
  ['a function that nobody here knows', `${copy}\n  foo_prepare(copy);\n${queue}`],
  [
    'a queue of its own',
    `${copy}\n  struct sk_buff_head list;\n  __skb_queue_tail(&list, copy);\n  foo_send_all(&list);`,
  ],
  ['a queue that is emptied at once', `${copy}\n${queue}\n  foo_send(skb_dequeue(&foo_queue));`],
  [
    'a packet that is made anew',
    `  copy = alloc_skb(100, GFP_ATOMIC);\n  if (!copy)\n    return NF_DROP;\n${queue}`,
  ],
])('is silent about %s', (_, body) => {
  expectMarked({ 'xt_FOO.c': target(body) });
});

test('is silent where packets have no route yet', () => {
  expectMarked({
    'xt_FOO.c': target(`${copy}\n${queue}`, '  .table = "raw", .hooks = 1 << NF_INET_PRE_ROUTING,'),
  });
});

test('is silent about what no packet leads to', () => {
  expectMarked({
    'xt_FOO.c': `static void foo_work(struct sk_buff *skb)
{
  struct sk_buff *copy = skb_copy(skb, GFP_KERNEL);
  if (copy)
    skb_queue_tail(&foo_queue, copy);
}
`,
  });
});

test('holds it before', () => {
  const body = `${copy}\n  if (copy->len)\n    skb_queue_tail(&foo_queue, copy);\n  else\n    kfree_skb(copy);`;
  const text = fixed({ 'xt_FOO.c': target(body) }, 'xt_FOO.c');
  expect(text).toContain('{\n    skb_dst_force(copy);\n    skb_queue_tail(&foo_queue, copy);\n  }\n  else');
  expectMarked({ 'xt_FOO.c': text });
});
