// Connection tracking as a packet's data hold it: the connection, its absence, and bridge netfilter's notes.
import type { ApiChange } from '../history';

const untracked = { form: 'nf_ct_set($skb, $ct, $ctinfo)', since: '4.12' };

export const conntrackHistory: readonly ApiChange[] = [
  {
    source: 'include/linux/skbuff.h, skb_nfct; commit a9e419dc7be6',
    headers: ['linux/skbuff.h'],
    note: 'A connection is set by nf_ct_set(skb, ct, ctinfo), which takes both at once.',
    eras: [{ form: 'struct sk_buff $skb->nfct' }, { form: 'skb_nfct($skb)', since: '4.11' }],
  },
  {
    source: 'include/linux/skbuff.h, struct sk_buff; commit a9e419dc7be6',
    headers: ['linux/skbuff.h'],
    note: 'It is read by nf_ct_get(skb, &ctinfo) and set by nf_ct_set(skb, ct, ctinfo).',
    eras: [
      { form: 'struct sk_buff $skb->nfctinfo' },
      { form: 'nf_ct_set($skb, $ct, $ctinfo)', since: '4.11' },
    ],
  },
  {
    source: 'include/net/netfilter/nf_conntrack.h; commits 5bfddbd46a95 and cc41c84b7e7f',
    headers: ['net/netfilter/nf_conntrack.h'],
    note: 'A packet that is not tracked has no connection any more: nf_ct_set(skb, NULL, IP_CT_UNTRACKED).',
    eras: [
      { form: 'nf_conntrack_untracked', until: '2.6.36' },
      { form: 'nf_ct_untracked_get()', since: '2.6.36' },
      untracked,
    ],
  },
  {
    source: 'include/net/netfilter/nf_conntrack.h; commit cc41c84b7e7f',
    headers: ['net/netfilter/nf_conntrack.h'],
    note: 'nf_ct_get(skb, &ctinfo) gives no connection, and ctinfo is IP_CT_UNTRACKED.',
    manual: true,
    eras: [{ form: 'nf_ct_is_untracked($ct)' }, { form: 'IP_CT_UNTRACKED', since: '4.12' }],
  },
  {
    source: 'include/linux/skbuff.h, nf_reset_ct; commit 895b5c9f206e',
    headers: ['linux/skbuff.h'],
    eras: [{ form: 'nf_reset($skb)' }, { form: 'nf_reset_ct($skb)', since: '5.4' }],
  },
  {
    source: 'include/linux/netfilter_bridge.h, nf_bridge_info_get; commit c4b0e771f906',
    headers: ['linux/skbuff.h', 'linux/netfilter_bridge.h'],
    eras: [
      { form: 'struct sk_buff $skb->nf_bridge' },
      { form: 'nf_bridge_info_get($skb)', since: '5.0', perhapsSince: '3.19' },
    ],
  },
];
