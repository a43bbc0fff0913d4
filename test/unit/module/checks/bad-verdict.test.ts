import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const target = (
  body: string,
  fields = '',
) => `static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
${body}
}
static struct xt_target foo_reg = {
  .name = "FOO",
  .target = foo_tg,
${fields}
};
`;

const match = (body: string) => `static bool foo_mt(const struct sk_buff *skb, struct xt_action_param *par)
{
${body}
}
static struct xt_match foo_reg[] = {
  { .name = "foo", .family = NFPROTO_IPV4, .match = foo_mt },
  { .name = "foo", .family = NFPROTO_IPV6, .match = foo_mt },
};
`;

test('an error number is no verdict', () => {
  const [message] = expectMarked({
    'xt_FOO.c': target(`  if (!skb->len)
    return -EINVAL;
/*  ^^^^^^^^^^^^^^^ error bad-verdict */
  return XT_CONTINUE;`),
  });
  expect(message).toBe(
    'foo_tg returns an error number, which is no verdict: the kernel neither lets the packet go on nor frees it.',
  );
});

test('nor is one that comes by way of a variable or of another function', () => {
  expectMarked({
    'xt_FOO.c': `static int foo_change(struct sk_buff *skb)
{
  int err = 0;
  if (skb->len > 1500)
    err = -EMSGSIZE;
  if (err)
    return err;
/*  ^^^^^^^^^^^ error bad-verdict */
  return NF_ACCEPT;
}
${target('  return foo_change(skb);')}`,
  });
});

test('nor is one that a variable keeps until the end', () => {
  expectMarked({
    'xt_FOO.c': target(`  int ret = XT_CONTINUE;
  if (!skb->len) {
    ret = -ENOMEM;
    goto out;
  }
  skb->mark = 1;
out:
  return ret;
/*^^^^^^^^^^^ error bad-verdict */`),
  });
});

test('XT_RETURN is for the rules of a chain, and 8 is nothing', () => {
  const [first, second] = expectMarked({
    'xt_FOO.c': target(`  if (skb->len)
    return IPT_RETURN;
/*  ^^^^^^^^^^^^^^^^^^ error bad-verdict */
  return skb->mark ? NF_DROP : 8;
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error bad-verdict */`),
  });
  expect(first).toContain('returns XT_RETURN, which is for the rules of a chain');
  expect(second).toContain('returns 8, which is no verdict');
});

test('everything but 0 is true to a match', () => {
  const [first, second] = expectMarked({
    'xt_FOO.c': match(`  if (!skb->len)
    return -ENOMEM;
/*  ^^^^^^^^^^^^^^^ warning bad-verdict */
  return XT_CONTINUE;
/*^^^^^^^^^^^^^^^^^^^ warning bad-verdict */`),
  });
  expect(first).toBe(
    'foo_mt returns an error number, and everything but 0 means that the packet matches: return true or false.',
  );
  expect(second).toContain('returns XT_CONTINUE');
});

test.each([
  ['a verdict', '  return NF_DROP;'],
  ['all of them', '  if (skb->mark)\n    return skb->len ? XT_CONTINUE : NF_STOLEN;\n  return NF_ACCEPT;'],
  ['the number of a queue', '  return NF_QUEUE_NR(3);'],
  ['a queue that may be absent', '  return (3 << 16) | 0x8000 | NF_QUEUE;'],
  ['what the rule says', '  const struct foo *info = par->targinfo;\n  return info->verdict;'],
  [
    'an error that is kept to itself',
    '  int err = -EINVAL;\n  if (err < 0)\n    return NF_DROP;\n  return err;',
  ],
  ['another function', '  return foo_elsewhere(skb);'],
  ['a constant of another header', '  return FOO_VERDICT;'],
])('is silent about %s', (_, body) => {
  expectMarked({ 'xt_FOO.c': target(body) });
});

test('is silent about what ebtables understands', () => {
  expectMarked({ 'ebt_foo.c': target('  return -3;', '  .family = NFPROTO_BRIDGE,') });
});

test.each(['true', 'skb->len > 3', '!!(skb->mark & 4)', 'skb->len'])(
  'is silent about a match that returns %s',
  (value) => {
    expectMarked({ 'xt_FOO.c': match(`  return ${value};`) });
  },
);
