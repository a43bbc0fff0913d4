import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const target = (
  send: string,
) => `static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
  struct sk_buff *copy;
  if (__this_cpu_read(nf_skb_duplicated))
    return XT_CONTINUE;
  copy = pskb_copy(skb, GFP_ATOMIC);
  if (copy == NULL)
    return XT_CONTINUE;
${send}
  return XT_CONTINUE;
}
static struct xt_target foo_reg = {
  .name = "FOO",
  .family = NFPROTO_IPV4,
  .table = "mangle",
  .target = foo_tg,
};
`;

const send = '  ip_local_out(xt_net(par), NULL, copy);';

test('a copy as young as its original', () => {
  const [message] = expectMarked({
    'xt_FOO.c': target(`${send}
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning ttl */`),
  });
  expect(message).toContain('sends the copy with the TTL of its original');
});

test.each([
  ['IPv4', `  ip_hdr(copy)->ttl--;\n${send}`],
  ['IPv6', '  ipv6_hdr(copy)->hop_limit--;\n  ip6_local_out(xt_net(par), NULL, copy);'],
  ['the function for it', `  ip_decrease_ttl(ip_hdr(copy));\n${send}`],
  ['a function that nobody here knows', `  foo_prepare(copy);\n${send}`],
  ['a copy that is received', '  netif_rx(copy);'],
  ['a copy that is dropped', '  kfree_skb(copy);'],
])('is silent about %s', (_, body) => {
  expectMarked({ 'xt_FOO.c': target(body) });
});

test('is silent about a header that does it', () => {
  expectMarked({
    'xt_FOO.c': `#include "foo.h"\n${target(`  foo_older(copy);\n${send}`)}`,
    'foo.h': 'static inline void foo_older(struct sk_buff *skb)\n{\n  ip_hdr(skb)->ttl--;\n}\n',
  });
});
