import { expect, test } from 'vitest';
import { expectMarked, fixed } from '../support/project';

const work = (body: string) => `static int foo_work(struct sk_buff_head *queue, struct sk_buff *skb)
{
  struct sk_buff *copy;
  copy = skb_copy(skb, GFP_ATOMIC);
  if (!copy)
    return -ENOMEM;
${body}
}
`;

test('an error that leaves without it', () => {
  const [message] = expectMarked({
    'xt_FOO.c': work(`  if (ip_route_me_harder(&init_net, NULL, copy, RTN_UNSPEC))
    return -EHOSTUNREACH;
/*  ^^^^^^^^^^^^^^^^^^^^^ warning skb-leak */
  ip_local_out(&init_net, NULL, copy);
  return 0;`),
  });
  expect(message).toBe(
    'copy from skb_copy() on line 4 is neither freed nor handed on when this is reached: its memory is lost.',
  );
});

test('an end that forgets it, and a loop that takes the next', () => {
  expectMarked({
    'xt_FOO.c': `static void foo_purge(struct sk_buff_head *queue)
{
  struct sk_buff *skb;
  while ((skb = skb_dequeue(queue)))
/*        ^^^^^^^^^^^^^^^^^^^^^^^^ warning skb-leak */
    foo_count(skb->len);
}
static void foo_copy(struct sk_buff *skb) {
  struct sk_buff *copy = skb_clone(skb, GFP_ATOMIC);
  if (copy)
    copy->mark = 1;
  }
/*^ warning skb-leak */
`,
  });
});

test.each([
  ['a packet that is sent', '  ip_local_out(&init_net, NULL, copy);\n  return 0;'],
  [
    'one label for all errors',
    '  if (ip_route_me_harder(&init_net, NULL, copy, RTN_UNSPEC))\n    goto drop;\n  ip_local_out(&init_net, NULL, copy);\n  return 0;\ndrop:\n  kfree_skb(copy);\n  return -EHOSTUNREACH;',
  ],
  ['a queue', '  skb_queue_tail(queue, copy);\n  return 0;'],
  ['memory of somebody else', '  foo_state->copy = copy;\n  return 0;'],
  ['a name that is found out', '  if (copy != skb)\n    return 1;\n  kfree_skb(skb);\n  return 0;'],
  ['what a function makes of it', '  copy = foo_add_header(copy);\n  return foo_send(copy);'],
  ['a second name', '  skb = copy;\n  return foo_send(skb);'],
  ['a list', '  list_add(&copy->list, &foo_list);\n  return 0;'],
  ['a function that nobody here knows', '  return foo_send(copy);'],
  [
    'a switch without default',
    '  switch (skb->len) {\n  case 1:\n    kfree_skb(copy);\n    break;\n  case 2:\n    ip_local_out(&init_net, NULL, copy);\n    break;\n  }\n  return 0;',
  ],
])('is silent about %s', (_, body) => {
  expectMarked({ 'xt_FOO.c': work(body) });
});

test('is silent about a packet that is returned', () => {
  expectMarked({
    'xt_FOO.c': `static struct sk_buff *foo_copy(struct sk_buff *skb)
{
  struct sk_buff *copy = skb_copy(skb, GFP_ATOMIC);
  if (copy)
    copy->mark = 1;
  return copy;
}
`,
  });
});

test('is silent about what may be the packet of the caller', () => {
  expectMarked({
    'xt_FOO.c': `static int foo_receive(struct sk_buff *skb)
{
  skb = skb_share_check(skb, GFP_ATOMIC);
  if (!skb)
    return -ENOMEM;
  return skb->len;
}
`,
  });
});

test('is silent about a function of the file that returns the packet by another name', () => {
  expectMarked({
    'xt_FOO.c': `static struct foo *foo_of(struct sk_buff *skb)
{
  return (struct foo *)skb;
}
static struct foo *foo_new(void)
{
  struct sk_buff *skb = alloc_skb(100, GFP_ATOMIC);
  if (!skb)
    return NULL;
  return foo_of(skb);
}
`,
  });
});

test.each([
  ['  if (copy->len)\n    return 1;', '  if (copy->len) {\n    kfree_skb(copy);\n    return 1;\n  }'],
  ['  if (copy->len) return 1;', '  if (copy->len) { kfree_skb(copy); return 1; }'],
  [
    '  if (copy->len) {\n    foo_count(1);\n    return 1;\n  }',
    '    foo_count(1);\n    kfree_skb(copy);\n    return 1;\n  }',
  ],
  [
    '  if (!copy->len)\n    foo_count(1);\n  else\n    return 1;',
    '  else {\n    kfree_skb(copy);\n    return 1;\n  }',
  ],
  [
    '  switch (copy->len) {\n  case 1:\n    return 1;\n  }',
    '  case 1:\n    kfree_skb(copy);\n    return 1;\n  }',
  ],
])('frees it before a return: %j', (body, expected) => {
  const text = fixed({ 'xt_FOO.c': work(`${body}\n  kfree_skb(copy);\n  return 0;`) }, 'xt_FOO.c');
  expect(text).toContain(expected);
  expectMarked({ 'xt_FOO.c': text });
});

test.each([
  ['where it may be freed', '  if (copy->len)\n    kfree_skb(copy);\n  return 0;'],
  ['behind a label', '  if (copy->len)\n    goto out;\n  kfree_skb(copy);\n  return 0;\nout:\n  return 1;'],
  ['where it is still needed', '  return copy->len;'],
])('offers nothing %s', (_, body) => {
  const files = { 'xt_FOO.c': work(body) };
  expect(fixed(files, 'xt_FOO.c')).toBe(files['xt_FOO.c']);
});
