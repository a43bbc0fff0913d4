import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const work = (body: string) => `static void foo_work(struct sk_buff_head *queue, struct sk_buff *skb)
{
  struct sk_buff *copy;
${body}
}
`;

const extension = 'static struct xt_target foo_reg = { .name = "FOO", .family = NFPROTO_IPV4 };\n';

test('a queue may be empty', () => {
  const [message] = expectMarked({
    'xt_FOO.c':
      work(`  do {
    copy = skb_dequeue_tail(queue);
    copy->mark = skb_dst(copy)->dev->ifindex;
/*                       ^^^^ error skb-unchecked */
    ip_local_out(copy);
  } while (!skb_queue_empty(queue));`) + extension,
  });
  expect(message).toBe(
    'copy is NULL here when skb_dequeue_tail() on line 5 returns NULL, because the queue is empty: skb_dst() follows a null pointer, an oops.',
  );
});

test('memory may run out', () => {
  const [message] = expectMarked({
    'xt_FOO.c': work(`  copy = pskb_copy(skb, GFP_ATOMIC);
  copy->mark = 1;
/*^^^^ error skb-unchecked */
  ip_local_out(copy);`),
  });
  expect(message).toContain('because no memory is left: this follows a null pointer');
});

test('a function of the same file hands NULL on', () => {
  expectMarked({
    'xt_FOO.c': `static struct sk_buff *foo_copy(struct sk_buff *skb)
{
  struct sk_buff *copy = skb_copy(skb, GFP_ATOMIC);
  if (!copy)
    return NULL;
  copy->mark = 1;
  return copy;
}
${work(`  copy = foo_copy(skb);
  ip_hdr(copy)->ttl--;
/*       ^^^^ error skb-unchecked */
  ip_local_out(copy);`)}`,
  });
});

test('a function of the same file that needs a packet is given NULL', () => {
  const [message] = expectMarked({
    'xt_FOO.c': `static void foo_age(struct sk_buff *copy, int hops)
{
  if (hops == -1)
    ip_hdr(copy)->ttl = 1;
  else
    ip_hdr(copy)->ttl -= hops;
}
${work(`  copy = skb_copy(skb, GFP_ATOMIC);
  foo_age(copy, 1);
/*        ^^^^ error skb-unchecked */
  ip_local_out(copy);`)}`,
  });
  expect(message).toContain('foo_age() follows a null pointer');
});

test('a copy that is passed on at once', () => {
  const [message] = expectMarked({
    'xt_FOO.c': work(`  netif_rx(skb_clone(skb, GFP_ATOMIC));
/*         ^^^^^^^^^^^^^^^^^^^^^^^^^^ error skb-unchecked */
  kfree_skb(skb_copy(skb, GFP_ATOMIC));
  foo_send(pskb_copy(skb, GFP_ATOMIC));
  netif_rx(skb_clone(skb, GFP_ATOMIC | __GFP_NOFAIL));`),
  });
  expect(message).toBe(
    'skb_clone() returns NULL when no memory is left: netif_rx() follows a null pointer then, an oops.',
  );
});

test('a question that is for other pointers', () => {
  expectMarked({
    'xt_FOO.c': work(`  copy = skb_copy(skb, GFP_ATOMIC);
  if (IS_ERR(copy))
    return;
  copy->mark = 1;
/*^^^^ error skb-unchecked */
  kfree_skb(copy);`),
  });
});

test('a test of the wrong sense', () => {
  expectMarked({
    'xt_FOO.c': work(`  copy = skb_clone(skb, GFP_ATOMIC);
  if (unlikely(copy))
    goto drop;
  copy->mark = 1;
/*^^^^ error skb-unchecked */
drop:
  kfree_skb(copy);`),
  });
});

test.each([
  ['!copy', '  copy = skb_clone(skb, GFP_ATOMIC);\n  if (!copy)\n    return;'],
  ['== NULL', '  copy = skb_clone(skb, GFP_ATOMIC);\n  if (unlikely(copy == NULL))\n    return;'],
  ['an assignment that is tested', '  if ((copy = skb_clone(skb, GFP_ATOMIC)) == NULL)\n    return;'],
  [
    'a condition with more in it',
    '  copy = skb_clone(skb, GFP_ATOMIC);\n  if (!copy || foo_route(copy) < 0)\n    goto drop;',
  ],
  ['a warning', '  copy = skb_clone(skb, GFP_ATOMIC);\n  if (WARN_ONCE(!copy, "no memory\\n"))\n    return;'],
  [
    'a question for both kinds of nothing',
    '  copy = skb_clone(skb, GFP_ATOMIC);\n  if (IS_ERR_OR_NULL(copy))\n    return;',
  ],
  ['a branch of its own', '  copy = skb_clone(skb, GFP_ATOMIC);\n  if (WARN_ON(!copy))\n    return;'],
  [
    'a queue that was looked at',
    '  if (skb_queue_empty(queue))\n    return;\n  copy = __skb_dequeue(queue);',
  ],
  ['BUG_ON', '  copy = skb_clone(skb, GFP_ATOMIC);\n  BUG_ON(!copy);'],
  ['memory that never runs out', '  copy = skb_clone(skb, GFP_ATOMIC | __GFP_NOFAIL);'],
  ['a function that nobody here knows', '  copy = foo_copy(skb);'],
])('is silent about %s', (_, body) => {
  expectMarked({
    'xt_FOO.c': work(
      `${body}\n  copy->mark = 1;\n  ip_local_out(copy);\n  return;\ndrop:\n  kfree_skb(copy);`,
    ),
  });
});

test('is silent about NULL that is freed, and about what a function of the file does with it', () => {
  expectMarked({
    'xt_FOO.c': `static int foo_count(struct sk_buff *skb)
{
  return skb ? skb->len : 0;
}
${work('  copy = skb_clone(skb, GFP_ATOMIC);\n  foo_count(copy);\n  kfree_skb(copy);')}`,
  });
});

test('is silent about a queue that others look after', () => {
  expectMarked({
    'foo_queue.c': work('  copy = skb_dequeue(queue);\n  copy->mark = 1;\n  kfree_skb(copy);'),
  });
});

test('is silent about a packet that a macro has looked at', () => {
  expectMarked({
    'xt_FOO.c': work(
      '  copy = skb_clone(skb, GFP_ATOMIC);\n  ASSERT_NOT_NULL(copy);\n  copy->mark = 1;\n  kfree_skb(copy);',
    ),
  });
});
