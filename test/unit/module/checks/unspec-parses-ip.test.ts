import { expect, test } from 'vitest';
import { kernelHalf } from '../support/kernel-half';
import { expectMarked } from '../support/project';

const half = (handler: string, family = 'NFPROTO_UNSPEC', checkentry = '') => ({
  'xt_FOO.c': kernelHalf({ handler, family, checkentry }),
});

test('an IP header in every packet', () => {
  const [message] = expectMarked(
    half(`  if (ip_hdr(skb)->protocol == IPPROTO_UDP)
/*    ^^^^^^^^^^^ warning unspec-parses-ip */
    return NF_DROP;
  return XT_CONTINUE;`),
  );
  expect(message).toBe(
    'FOO is registered for every family, so ip_hdr here is also given packets of IPv6 and ARP: what is read there is no such header.',
  );
});

test('a header by its type', () => {
  const [message] = expectMarked(
    half(`  const struct ipv6hdr *header = (const struct ipv6hdr *)skb_network_header(skb);
/*                                                       ^^^^^^^^^^^^^^^^^^^^^^^ warning unspec-parses-ip */
  return header->hop_limit > 3 ? NF_DROP : XT_CONTINUE;`),
  );
  expect(message).toContain('skb_network_header here is also given packets of IPv4 and ARP');
});

test.each([
  [
    'a header of another kind',
    '  const struct foohdr *header = skb_header_pointer(skb, 0, 4, &buffer);\n  skb->mark = header->x;',
    'NFPROTO_UNSPEC',
    '',
  ],
  ['a family of its own', '  skb->mark = ip_hdr(skb)->tos;', 'NFPROTO_IPV4', ''],
  [
    'a question for the family',
    '  if (xt_family(par) == NFPROTO_IPV4)\n    skb->mark = ip_hdr(skb)->tos;',
    'NFPROTO_UNSPEC',
    '',
  ],
  [
    'a question for the protocol',
    '  if (skb->protocol == htons(0x800))\n    skb->mark = ip_hdr(skb)->tos;',
    'NFPROTO_UNSPEC',
    '',
  ],
  [
    'a question for the version',
    '  if (ip_hdr(skb)->version == 4)\n    skb->mark = ip_hdr(skb)->tos;',
    'NFPROTO_UNSPEC',
    '',
  ],
  [
    'rules that are refused',
    '  skb->mark = ip_hdr(skb)->tos;',
    'NFPROTO_UNSPEC',
    '  if (par->family != NFPROTO_IPV4)\n    return -EINVAL;\n  return 0;',
  ],
  ['no header', '  skb->mark = skb->len;', 'NFPROTO_UNSPEC', ''],
])('is silent about %s', (_, body, family, checkentry) => {
  expectMarked(half(`${body}\n  return XT_CONTINUE;`, family, checkentry));
});
