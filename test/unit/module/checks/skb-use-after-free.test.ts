import { describe, expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const registration = (kind: 'target' | 'match') => `
static struct xt_${kind} foo_reg = {
  .name = "FOO",
  .family = NFPROTO_IPV4,
  .table = "filter",
  .hooks = 1 << NF_INET_FORWARD,
  .${kind} = foo,
  .me = THIS_MODULE,
};
MODULE_ALIAS("ipt_FOO");
`;

/** A function that is given a packet and may fail. */
const work = (body: string) => `static void foo_work(struct sk_buff_head *queue, struct sk_buff *skb)
{
${body}
}
`;

describe('a packet that is gone', () => {
  test('is used after the branch that freed it', () => {
    const messages = expectMarked({
      'xt_FOO.c': work(`  struct net_device *dev;
  if (foo_route(skb))
    kfree_skb(skb);
  dev = skb_dst(skb)->dev;
/*              ^^^ error skb-use-after-free */
  if (dev)
    ip_local_out(skb);
/*               ^^^ error skb-use-after-free */
  else
    kfree_skb(skb);
/*            ^^^ error skb-use-after-free */`),
    });
    expect(messages[0]).toBe(
      "skb was freed by kfree_skb() on line 5: skb_dst() is given memory that is no longer the packet's.",
    );
    expect(messages[1]).toContain('ip_local_out() frees it a second time');
  });

  test('is read after it was sent', () => {
    const [message] = expectMarked({
      'xt_FOO.c': work(`  dev_queue_xmit(skb);
  foo_count(skb->len);
/*          ^^^ warning skb-use-after-free */`),
    });
    expect(message).toContain('was handed to dev_queue_xmit() on line 3, which frees it when it is done');
  });

  test('is gone through a function of the same file', () => {
    const [message] = expectMarked({
      'xt_FOO.c': `static int foo_send(struct sk_buff *copy)
{
  if (copy->len > 1500) {
    kfree_skb(copy);
    return -EMSGSIZE;
  }
  return ip_local_out(copy);
}
${work(`  foo_send(skb);
  skb->mark = 1;
/*^^^ warning skb-use-after-free */`)}`,
    });
    expect(message).toContain('was handed to foo_send()');
  });

  test('is gone when a function of the same file says that it failed', () => {
    expectMarked({
      'xt_FOO.c': `static int foo_prepare(struct sk_buff *copy)
{
  if (copy->len > 1500) {
    kfree_skb(copy);
    return -EMSGSIZE;
  }
  return 0;
}
${work(`  int err = foo_prepare(skb);
  if (err)
    kfree_skb(skb);
/*            ^^^ error skb-use-after-free */
  else
    ip_local_out(skb);`)}`,
    });
  });

  test('is freed in a loop', () => {
    expectMarked({
      'xt_FOO.c': work(`  int i;
  for (i = 0; i < 2; i++)
    kfree_skb(skb);
/*            ^^^ error skb-use-after-free */`),
    });
  });

  test('is freed again at the label that errors go to', () => {
    expectMarked({
      'xt_FOO.c': work(`  if (foo_route(skb) < 0) {
    kfree_skb(skb);
    goto drop;
  }
  foo_keep(skb);
  return;
drop:
  kfree_skb(skb);
/*          ^^^ error skb-use-after-free */`),
    });
  });
});

test.each([
  [
    'a branch that leaves',
    '  if (foo_route(skb)) {\n    kfree_skb(skb);\n    return;\n  }\n  ip_local_out(skb);',
  ],
  ['either of two ends', '  if (foo_route(skb))\n    kfree_skb(skb);\n  else\n    ip_local_out(skb);'],
  [
    'a result that tells',
    '  int err = foo_route(skb);\n  if (err)\n    kfree_skb(skb);\n  foo_count();\n  if (!err)\n    ip_local_out(skb);',
  ],
  [
    'a flag that tells',
    '  int gone = 0;\n  if (skb->len > 9) {\n    kfree_skb(skb);\n    gone = 1;\n  }\n  if (gone == 0)\n    ip_local_out(skb);',
  ],
  ['a packet that is replaced', '  kfree_skb(skb);\n  skb = foo_next(queue);\n  foo_send(skb);'],
  ['a pointer that is cleared', '  kfree_skb(skb);\n  skb = NULL;\n  if (skb)\n    ip_local_out(skb);'],
  ['one more reference', '  skb_get(skb);\n  kfree_skb(skb);\n  foo_send(skb);'],
  ['a reference that is counted by hand', '  atomic_inc(&skb->users);\n  kfree_skb(skb);\n  foo_send(skb);'],
  ['a loop over a queue', '  while ((skb = skb_dequeue(queue)) != NULL)\n    kfree_skb(skb);'],
  ['its place in the log', '  kfree_skb(skb);\n  pr_debug("%p freed\\n", skb);'],
  ['padding that failed', '  if (skb_padto(skb, 60) < 0)\n    return;\n  ip_local_out(skb);'],
  ['padding that cannot fail', '  skb_padto(skb, 60);\n  foo_send(skb);'],
  ['a macro that may be anything', '  FOO_FREE(skb);\n  foo_send(skb);'],
  ['code that the grammar cannot read', '  kfree_skb(skb);\n  @ @ {{ \n  foo_send(skb);'],
  [
    'what the preprocessor keeps apart',
    '#ifdef FOO\n  kfree_skb(skb);\n#endif\n  foo_count();\n#ifdef FOO\n#else\n  ip_local_out(skb);\n#endif',
  ],
  ['what never happens', '  do {\n    kfree_skb(skb);\n  } while (0);\n  BUG();\n  kfree_skb(skb);'],
])('is silent about %s', (_, body) => {
  expectMarked({ 'xt_FOO.c': work(body) });
});

test('is silent about what a function of the file never returns', () => {
  expectMarked({
    'xt_FOO.c': `static int foo_send(struct sk_buff *copy)
{
  if (ip_local_out(copy))
    return 2;
  return 1;
}
${work('  if (!foo_send(skb))\n    kfree_skb(skb);')}`,
  });
});

test('is silent about a function of another name for the kernel that is built for', () => {
  expectMarked({
    'xt_FOO.c': `#define kfree_skb(skb) foo_recycle(skb)
${work('  kfree_skb(skb);\n  foo_send(skb);')}`,
  });
});

describe("the kernel's own packet", () => {
  test('is freed by a target that lets it go on', () => {
    const [message] = expectMarked({
      'xt_FOO.c': `static unsigned int foo(struct sk_buff *skb, const struct xt_action_param *par)
{
  kfree_skb(skb);
  return NF_DROP;
/*^^^^^^^^^^^^^^^ error skb-use-after-free */
}${registration('target')}`,
    });
    expect(message).toContain('only a target that returns NF_STOLEN may take a packet');
  });

  test('is freed by a match', () => {
    expectMarked({
      'xt_FOO.c': `static bool foo(const struct sk_buff *skb, struct xt_action_param *par)
{
  kfree_skb((struct sk_buff *)skb);
  return false;
/*^^^^^^^^^^^^^ error skb-use-after-free */
}${registration('match')}`,
    });
  });

  test('is freed by a function whose verdict is returned', () => {
    expectMarked({
      'xt_FOO.c': `static unsigned int foo_drop(struct sk_buff *skb)
{
  kfree_skb_reason(skb, SKB_DROP_REASON_NETFILTER_DROP);
  return NF_DROP;
}
static unsigned int foo_steal(struct sk_buff *skb)
{
  consume_skb(skb);
  return NF_STOLEN;
}
static unsigned int foo(struct sk_buff *skb, const struct xt_action_param *par)
{
  if (skb->len > 1500)
    return foo_drop(skb);
/*  ^^^^^^^^^^^^^^^^^^^^^ error skb-use-after-free */
  return skb->len ? foo_steal(skb) : XT_CONTINUE;
}${registration('target')}`,
    });
  });

  test('is stolen', () => {
    expectMarked({
      'xt_FOO.c': `static unsigned int foo(struct sk_buff *skb, const struct xt_action_param *par)
{
  if (skb->len > 1500) {
    kfree_skb(skb);
    return NF_STOLEN;
  }
  return XT_CONTINUE;
}${registration('target')}`,
    });
  });
});
