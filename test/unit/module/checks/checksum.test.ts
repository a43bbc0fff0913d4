import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const target = (
  body: string,
) => `static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
  struct iphdr *iph;
  if (skb_ensure_writable(skb, sizeof(*iph)))
    return NF_DROP;
  iph = ip_hdr(skb);
${body}
  return XT_CONTINUE;
}
static struct xt_target foo_reg = { .name = "FOO", .family = NFPROTO_IPV4, .target = foo_tg };
`;

test('a header is written', () => {
  const [message] = expectMarked({
    'xt_FOO.c': target(`  iph->ttl = 64;
/*^^^^^^^^^^^^^ warning checksum */
  iph->tos |= 4;`),
  });
  expect(message).toBe(
    'The IPv4 header is changed (ttl, tos) and its checksum is not: whoever receives the packet throws it away.',
  );
});

test('a function that the handler calls writes it', () => {
  expectMarked({
    'xt_FOO.c': `static void foo_change(struct sk_buff *skb)
{
  ip_hdr(skb)->frag_off &= ~htons(IP_DF);
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning checksum */
}
${target('  foo_change(skb);')}`,
  });
});

test.each([
  ['ip_send_check', '  iph->ttl--;\n  ip_send_check(iph);'],
  ['csum_replace2', '  csum_replace2(&iph->check, htons(iph->ttl << 8), htons(64 << 8));\n  iph->ttl = 64;'],
  ['a checksum by hand', '  iph->check = 0;\n  iph->id = 0;\n  iph->check = foo_sum(iph);'],
  ['ip_local_out', '  iph->ttl--;\n  ip_local_out(xt_net(par), NULL, skb);\n  return NF_STOLEN;'],
  ['a function that nobody here knows', '  iph->ttl--;\n  foo_finish(skb);'],
  ['a header that is only read', '  if (iph->ttl < 2)\n    return NF_DROP;'],
  ['a header on the stack', '  struct iphdr copy = *iph;\n  copy.ttl = 1;'],
])('is silent about %s', (_, body) => {
  expectMarked({ 'xt_FOO.c': target(body) });
});
