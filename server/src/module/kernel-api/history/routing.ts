// Routing and sending: ip_route_me_harder, ip_local_out, dst_output, NF_HOOK and routes.
import type { ApiChange } from '../history';

/** The namespace that the functions without one worked out for themselves. */
const net = 'dev_net(skb_dst($skb)->dev)';

export const routingHistory: readonly ApiChange[] = [
  {
    source: 'net/ipv4/netfilter.c, ip_route_me_harder; commits 3db05fea51cd, 5f5d74d72362 and 46d6c5ae953c',
    headers: ['linux/netfilter_ipv4.h'],
    derived: { net, sk: '$skb->sk' },
    eras: [
      { form: 'ip_route_me_harder(&$skb, $addr_type)' },
      { form: 'ip_route_me_harder($skb, $addr_type)', since: '2.6.24' },
      { form: 'ip_route_me_harder($net, $skb, $addr_type)', since: '4.4' },
      {
        form: 'ip_route_me_harder($net, $sk, $skb, $addr_type)',
        since: '5.10, 5.9.9, 5.4.78, 4.19.158',
        perhapsSince: '4.4',
      },
    ],
  },
  {
    source: 'net/ipv6/netfilter.c, ip6_route_me_harder; commits 5f5d74d72362 and 46d6c5ae953c',
    headers: ['linux/netfilter_ipv6.h'],
    derived: { net, sk: '$skb->sk' },
    eras: [
      { form: 'ip6_route_me_harder($skb)' },
      { form: 'ip6_route_me_harder($net, $skb)', since: '4.4' },
      {
        form: 'ip6_route_me_harder($net, $sk, $skb)',
        since: '5.10, 5.9.9, 5.4.78, 4.19.158',
        perhapsSince: '4.4',
      },
    ],
  },
  ...['ip', 'ip6'].flatMap((family): ApiChange[] => [
    {
      source: `net/${family === 'ip' ? 'ipv4/ip_output.c' : 'ipv6/output_core.c'}, ${family}_local_out; commit 33224b16ffcc`,
      headers: [family === 'ip' ? 'net/ip.h' : 'net/ipv6.h'],
      derived: { net, sk: '$skb->sk' },
      eras: [
        { form: `${family}_local_out($skb)` },
        { form: `${family}_local_out($net, $sk, $skb)`, since: '4.4' },
      ],
    },
    {
      source: 'commits aad88724c9d5 and 33224b16ffcc',
      headers: [family === 'ip' ? 'net/ip.h' : 'net/ipv6.h'],
      derived: { net },
      eras: [
        { form: `${family}_local_out_sk($sk, $skb)`, since: '3.15' },
        { form: `${family}_local_out($net, $sk, $skb)`, since: '4.4' },
      ],
    },
  ]),
  {
    source: 'include/net/dst.h, dst_output; commit 13206b6bff3b',
    headers: ['net/dst.h'],
    derived: { net, sk: '$skb->sk' },
    eras: [{ form: 'dst_output($skb)' }, { form: 'dst_output($net, $sk, $skb)', since: '4.4' }],
  },
  {
    source: 'include/linux/netfilter.h, NF_HOOK; commits 7026b1ddb6b8 and 29a26a568038',
    headers: ['linux/netfilter.h'],
    derived: { net: 'dev_net($in ? $in : $out)', sk: '$skb->sk' },
    eras: [
      { form: 'NF_HOOK($pf, $hook, $skb, $in, $out, $okfn)' },
      { form: 'NF_HOOK($pf, $hook, $sk, $skb, $in, $out, $okfn)', since: '4.1' },
      { form: 'NF_HOOK($pf, $hook, $net, $sk, $skb, $in, $out, $okfn)', since: '4.4' },
    ],
  },
  {
    source: 'include/linux/skbuff.h, skb_dst; commit adf30907d638',
    headers: ['linux/skbuff.h'],
    eras: [{ form: 'struct sk_buff $skb->dst' }, { form: 'skb_dst($skb)', since: '2.6.31' }],
  },
  {
    source: 'include/net/route.h, struct rtable; commit d8d1f30b95a6',
    headers: ['net/route.h'],
    manual: true,
    eras: [{ form: 'struct rtable $rt->u' }, { form: 'struct rtable $rt->dst', since: '2.6.36' }],
  },
  {
    source: 'include/net/route.h, ip_route_output_key; commits 9d6ec938019c and b23dd4fe42b4',
    headers: ['net/route.h'],
    eras: [
      { form: 'ip_route_output_key($net, $result, $flow)', since: '2.6.25' },
      { form: 'ip_route_output_key($net, $flow)', since: '2.6.39' },
    ],
  },
  {
    source: 'net/ipv6/exthdrs_core.c, ipv6_skip_exthdr; commit 75f2811c6460',
    headers: ['net/ipv6.h'],
    eras: [
      { form: 'ipv6_skip_exthdr($skb, $start, $nexthdr)' },
      { form: 'ipv6_skip_exthdr($skb, $start, $nexthdr, $frag_off)', since: '3.3' },
    ],
  },
];
