import { expect, test } from 'vitest';
import { kernelHalf } from '../support/kernel-half';
import { expectMarked } from '../support/project';

const queueing =
  '  struct sk_buff *copy = skb_clone(skb, GFP_ATOMIC);\n  if (copy)\n    skb_queue_tail(&foo_queue, copy);\n  return XT_CONTINUE;';
const exit = '  xt_unregister_targets(foo_reg, ARRAY_SIZE(foo_reg));\n  skb_queue_purge(&foo_queue);';

test('a queue for all namespaces', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      before: `static struct sk_buff_head foo_queue;
/*                         ^^^^^^^^^ warning global-state */`,
      handler: queueing,
      exit,
    }),
  });
  expect(message).toContain('foo_queue holds packets of all network namespaces');
});

test('a queue for each namespace', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      before: 'struct foo_net { struct sk_buff_head queue; };\nstatic unsigned int foo_net_id;',
      handler: queueing.replace('&foo_queue', '&net_generic(xt_net(par), foo_net_id)->queue'),
    }),
  });
});

test('a queue that no handler fills', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      before: 'static struct sk_buff_head foo_queue;',
      init: '  skb_queue_head_init(&foo_queue);\n  return xt_register_targets(foo_reg, ARRAY_SIZE(foo_reg));',
    }),
  });
});

const listed = {
  checkentry: '  const struct xt_foo_info *info = par->targinfo;\n  return foo_add(info->mark);',
  add: 'static int foo_add(u32 mark)\n{\n  struct foo *entry = foo_find(mark);\n  list_add(&entry->list, &foo_list);\n  return 0;\n}',
};

test('a list of rules may be meant for all', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      before: `static LIST_HEAD(foo_list);
/*               ^^^^^^^^ hint global-state */
${listed.add}`,
      checkentry: listed.checkentry,
    }),
  });
});

test('a list of a module that keeps something for each namespace', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      before: `static LIST_HEAD(foo_list);
static struct pernet_operations foo_net_ops = { .init = foo_net_init };
${listed.add}`,
      checkentry: listed.checkentry,
      init: '  register_pernet_subsys(&foo_net_ops);\n  return xt_register_targets(foo_reg, ARRAY_SIZE(foo_reg));',
    }),
  });
});
