import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const registration = (fields = '.table = "filter",') => `
static struct xt_target foo_reg = {
  .name = "FOO",
  .family = NFPROTO_IPV4,
  ${fields}
  .target = foo_tg,
  .targetsize = sizeof(struct xt_foo_tginfo),
};
`;

const target = (before: string, send: string) => `struct xt_foo_tginfo { __u32 mark; };
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
  const struct xt_foo_tginfo *info = par->targinfo;
  struct sk_buff *copy;
${before}
  copy = skb_copy(skb, GFP_ATOMIC);
  if (copy == NULL)
    return XT_CONTINUE;
  copy->mark = info->mark;
${send}
  return XT_CONTINUE;
}
`;

const send = '  ip_local_out(xt_net(par), NULL, copy);';
const marked = `${send}
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning recursion-guard */`;

test('a copy that is sent at once', () => {
  const [message] = expectMarked({
    'xt_FOO.c': `${target('  if (!info->mark)\n    return XT_CONTINUE;', marked)}${registration()}`,
  });
  expect(message).toBe(
    'ip_local_out() sends the copy through OUTPUT, where a rule with FOO copies it again, and that copy too, without end: nothing here tells a copy from an original.',
  );
});

test('a copy that is sent by a tasklet', () => {
  expectMarked({
    'xt_FOO.c': `static struct sk_buff_head foo_queue;
static struct tasklet_struct foo_tasklet;
static void foo_work(unsigned long data)
{
  struct sk_buff *skb;
  while ((skb = skb_dequeue(&foo_queue)) != NULL)
    ip_local_out(&init_net, NULL, skb);
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning recursion-guard */
}
${target('  if (skb_queue_len(&foo_queue) > 1000)\n    return XT_CONTINUE;', '  skb_queue_tail(&foo_queue, copy);\n  tasklet_schedule(&foo_tasklet);')}
static int __init foo_init(void)
{
  tasklet_init(&foo_tasklet, foo_work, 0);
  return 0;
}
${registration()}`,
  });
});

test('a copy that another function of the file makes', () => {
  expectMarked({
    'xt_FOO.c': `static struct sk_buff *foo_copy(struct sk_buff *skb)
{
  return pskb_copy(skb, GFP_ATOMIC);
}
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
  struct sk_buff *copy = foo_copy(skb);
  if (copy)
    ip_local_out(xt_net(par), NULL, copy);
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning recursion-guard */
  return XT_CONTINUE;
}
${registration()}`,
  });
});

test.each([
  ['a flag of the processor', '  if (__this_cpu_read(nf_skb_duplicated))\n    return XT_CONTINUE;'],
  ['a flag of the task', '  if (current->in_nf_duplicate)\n    return XT_CONTINUE;'],
  ['a mark', '  if (skb->mark == info->mark)\n    return XT_CONTINUE;'],
  [
    'a mark that is kept first',
    '  u32 mark = skb->mark;\n  if (mark == info->mark)\n    return XT_CONTINUE;',
  ],
  ['a connection', '  if (nf_ct_is_untracked(skb))\n    return XT_CONTINUE;'],
  ['a variable of the file', '  if (foo_sends)\n    return XT_CONTINUE;\n  foo_sends = 1;'],
  ['a question that nobody here knows', '  if (foo_is_copy(skb))\n    return XT_CONTINUE;'],
  ['the hook', '  if (xt_hooknum(par) != NF_INET_PRE_ROUTING)\n    return XT_CONTINUE;'],
])('is silent about %s', (_, before) => {
  expectMarked({ 'xt_FOO.c': `${target(before, send)}${registration()}` });
});

test.each([
  [
    'hooks that the copy does not pass',
    registration('.table = "mangle", .hooks = 1 << NF_INET_PRE_ROUTING,'),
  ],
  ['hooks that nobody here knows', registration('.hooks = FOO_HOOKS,')],
])('is silent about %s', (_, registered) => {
  expectMarked({ 'xt_FOO.c': `${target('', send)}${registered}` });
});

test('is silent about a packet that is made anew', () => {
  expectMarked({
    'xt_FOO.c': `${target('', send).replace('skb_copy(skb, GFP_ATOMIC)', 'alloc_skb(skb->len, GFP_ATOMIC)')}${registration()}`,
  });
});
