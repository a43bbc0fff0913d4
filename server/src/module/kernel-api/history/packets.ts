// Packets (struct sk_buff) and what is done to them.
import type { ApiChange } from '../history';

export const packetHistory: readonly ApiChange[] = [
  {
    source: 'net/netfilter/core.c, skb_make_writable; commit e21951212f03 and its removal in 5.3',
    headers: ['linux/skbuff.h', 'linux/netfilter.h'],
    note: 'The sense is inverted: skb_make_writable() was true, skb_ensure_writable() is 0 when the packet may be written.',
    eras: [
      { form: 'skb_make_writable($skb, $length)', until: '5.3' },
      { form: 'skb_ensure_writable($skb, $length)', since: '3.19', inverted: true },
    ],
  },
  {
    source: 'include/linux/skbuff.h, struct sk_buff; commit 8964be4a9a5c',
    headers: ['linux/skbuff.h'],
    eras: [{ form: 'struct sk_buff $skb->iif' }, { form: 'struct sk_buff $skb->skb_iif', since: '2.6.33' }],
  },
  {
    source: 'include/linux/skbuff.h, struct sk_buff; commit 82e91ffef60e',
    headers: ['linux/skbuff.h'],
    eras: [{ form: 'struct sk_buff $skb->nfmark' }, { form: 'struct sk_buff $skb->mark', since: '2.6.20' }],
  },
  {
    source: 'include/linux/ip.h, ip_hdr; commit b0e380b1d8a8',
    headers: ['linux/skbuff.h'],
    note: 'Headers are reached by ip_hdr(skb), ipv6_hdr(skb), tcp_hdr(skb) and the like.',
    manual: true,
    eras: [
      { form: 'struct sk_buff $skb->nh' },
      { form: 'struct sk_buff $skb->network_header', since: '2.6.22' },
    ],
  },
  {
    source: 'include/linux/netfilter.h; commit a1f1acb9c5db',
    headers: ['linux/netfilter.h', 'linux/sched.h'],
    note: 'The mark of a packet that is being duplicated belongs to the task now.',
    eras: [
      { form: 'nf_skb_duplicated', since: '4.3' },
      { form: 'struct task_struct $current->in_nf_duplicate', since: '6.16' },
    ],
  },
  {
    source: 'net/core/dev.c, netif_rx; commits baebdf48c360 and 2655926aea9b',
    headers: ['linux/netdevice.h'],
    eras: [
      { form: 'netif_rx_ni($skb)', until: '5.18' },
      { form: 'netif_rx($skb)', since: '2.6.12' },
    ],
  },
  {
    source: 'net/core/dev.c, dev_get_by_name; commit 881d966b48b0',
    headers: ['linux/netdevice.h'],
    derived: { net: '&init_net' },
    eras: [{ form: 'dev_get_by_name($name)' }, { form: 'dev_get_by_name($net, $name)', since: '2.6.24' }],
  },
  {
    source: 'net/core/dev.c, dev_get_by_index; commit 881d966b48b0',
    headers: ['linux/netdevice.h'],
    derived: { net: '&init_net' },
    eras: [
      { form: 'dev_get_by_index($ifindex)' },
      { form: 'dev_get_by_index($net, $ifindex)', since: '2.6.24' },
    ],
  },
];
