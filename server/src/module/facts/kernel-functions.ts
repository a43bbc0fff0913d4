// What functions of the kernel do with a packet (`struct sk_buff *`) that they are given, and which of them give one. A row
// says it once for all functions that do the same; their source says so. Where the number or order of arguments has changed
// over the years nothing changes here: a function takes one packet, wherever among its arguments that stands.

/** What becomes of a packet that is passed. */
export type PacketEffect =
  /** It is looked at or written, and stays the caller's. */
  | 'uses'
  /** It is freed, or one reference to it is. */
  | 'frees'
  /** It goes on through the stack, which frees it when it is done with it: perhaps before the call returns. */
  | 'sends'
  /** It is kept somewhere, from where it is taken later. */
  | 'keeps'
  /** It is freed if the call returns an error, which functions of the kernel make negative. */
  | 'frees on failure'
  /** It is freed if the call returns zero. */
  | 'frees on success'
  /** There is one more reference to it: freeing one does not free it. */
  | 'holds'
  /** It is printed or compared as a number. */
  | 'ignores';

interface EffectRow {
  readonly effect: PacketEffect;
  /** Files of the kernel that define them. */
  readonly source: string;
  readonly functions: string;
}

const effectRows: readonly EffectRow[] = [
  {
    effect: 'frees',
    source: 'net/core/skbuff.c; include/linux/skbuff.h; include/linux/netdevice.h; net/core/dev.c',
    functions: `kfree_skb kfree_skb_reason sk_skb_reason_drop consume_skb __kfree_skb kfree_skb_list
      kfree_skb_list_reason kfree_skb_partial dev_kfree_skb dev_kfree_skb_any dev_kfree_skb_irq dev_consume_skb_any
      dev_consume_skb_irq __dev_kfree_skb_any __dev_kfree_skb_irq napi_consume_skb nlmsg_free skb_unshare
      skb_share_check skb_expand_head`,
  },
  {
    effect: 'sends',
    source: `net/ipv4/ip_output.c; net/ipv6/output_core.c; include/net/dst.h; include/linux/netfilter.h; net/core/dev.c;
      net/ipv4/ip_input.c; net/netlink/af_netlink.c; include/net/netlink.h; net/netfilter/nfnetlink.c; net/ipv4/ip_forward.c`,
    functions: `ip_local_out __ip_local_out_sk ip_local_out_sk ip6_local_out dst_output dst_output_sk dst_input ip_output
      ip6_output ip_mc_output ip_finish_output ip_queue_xmit ip6_xmit ip_forward ip_local_deliver ip_rcv ipv6_rcv
      ip_local_out_nofrag ip6tunnel_xmit iptunnel_xmit NF_HOOK NF_HOOK_COND NF_HOOK_THRESH dev_queue_xmit
      dev_direct_xmit dev_loopback_xmit netif_rx netif_rx_ni __netif_rx netif_receive_skb napi_gro_receive
      dev_forward_skb neigh_xmit netlink_unicast netlink_broadcast netlink_broadcast_filtered nlmsg_unicast
      nlmsg_multicast nlmsg_notify genlmsg_unicast genlmsg_multicast genlmsg_reply nfnetlink_send nfnetlink_unicast
      nfnetlink_broadcast rtnl_unicast rtnl_notify`,
  },
  {
    effect: 'keeps',
    source: 'net/core/skbuff.c; include/linux/skbuff.h',
    functions: `skb_queue_head skb_queue_tail __skb_queue_head __skb_queue_tail skb_append skb_insert __skb_insert
      __skb_queue_before __skb_queue_after sock_queue_rcv_skb sock_queue_err_skb`,
  },
  {
    effect: 'frees on failure',
    source: 'net/core/skbuff.c, __skb_pad; include/linux/skbuff.h, skb_pad, skb_padto and skb_put_padto',
    functions: 'skb_pad skb_padto skb_put_padto eth_skb_pad',
  },
  {
    effect: 'holds',
    source: 'include/linux/skbuff.h, skb_get',
    functions: 'skb_get',
  },
  {
    effect: 'ignores',
    source: 'include/linux/printk.h',
    functions: `printk pr_info pr_debug pr_err pr_warn pr_warning pr_notice pr_devel net_info_ratelimited
      net_warn_ratelimited net_dbg_ratelimited pr_info_ratelimited pr_debug_ratelimited`,
  },
  {
    effect: 'uses',
    source: `include/linux/skbuff.h; net/core/skbuff.c; include/linux/ip.h; include/linux/ipv6.h; include/linux/tcp.h;
      include/linux/udp.h; include/net/dst.h; include/net/route.h; net/ipv4/netfilter.c; net/ipv6/netfilter.c;
      include/net/netfilter/nf_conntrack.h; net/core/utils.c; include/linux/if_vlan.h; net/netlink/af_netlink.c`,
    functions: `skb_dst skb_dst_set skb_dst_set_noref skb_dst_drop skb_dst_force skb_dst_copy skb_dst_update_pmtu
      skb_valid_dst skb_rtable skb_put __skb_put skb_put_data skb_put_zero skb_push __skb_push skb_pull __skb_pull
      skb_pull_rcsum skb_reserve skb_trim __skb_trim pskb_trim __pskb_trim pskb_trim_rcsum pskb_may_pull
      pskb_network_may_pull pskb_pull skb_headroom skb_tailroom skb_availroom skb_headlen skb_pagelen skb_cow
      skb_cow_head skb_cow_data skb_linearize __skb_linearize skb_linearize_cow skb_is_nonlinear skb_is_gso skb_shinfo
      skb_cloned skb_shared skb_header_cloned skb_clone_writable skb_make_writable skb_ensure_writable
      pskb_expand_head skb_copy_bits skb_store_bits skb_header_pointer __skb_header_pointer skb_checksum
      skb_checksum_help skb_checksum_complete skb_checksum_none_assert skb_checksum_setup skb_copy_to_linear_data
      skb_copy_from_linear_data skb_copy_to_linear_data_offset skb_copy_from_linear_data_offset skb_copy_expand
      skb_reset_mac_header skb_reset_network_header skb_reset_transport_header skb_reset_mac_len skb_reset_tail_pointer
      skb_set_mac_header skb_set_network_header skb_set_transport_header skb_mac_header skb_network_header
      skb_transport_header skb_network_offset skb_transport_offset skb_mac_offset skb_network_header_len
      skb_mac_header_len skb_mac_header_was_set skb_transport_header_was_set skb_tail_pointer skb_end_pointer
      skb_set_tail_pointer skb_end_offset skb_inner_network_header skb_inner_transport_header skb_gso_network_seglen
      skb_gso_validate_network_len skb_gso_reset skb_set_owner_w skb_set_owner_r skb_orphan skb_orphan_partial
      skb_init_secmark skb_copy_secmark skb_copy_queue_mapping skb_get_queue_mapping skb_set_queue_mapping
      skb_get_hash skb_set_hash skb_clear_hash skb_get_nfct skb_nfct skb_get_timestamp skb_set_delivery_time
      skb_clear_tstamp skb_clear_delivery_time skb_vlan_tag_present skb_vlan_tag_get vlan_tx_tag_present skb_ext_reset
      skb_ext_find skb_ext_add skb_ext_put skb_sec_path secpath_reset secpath_exists skb_scrub_packet skb_tx_timestamp
      skb_clone pskb_copy __pskb_copy pskb_copy_for_clone __pskb_copy_fclone skb_copy skb_realloc_headroom
      skb_eth_hdr eth_hdr ip_hdr ip_hdrlen ip_transport_len ipv6_hdr inner_ip_hdr inner_ipv6_hdr arp_hdr tcp_hdr
      tcp_hdrlen inner_tcp_hdr udp_hdr icmp_hdr icmp6_hdr igmp_hdr sctp_hdr dccp_hdr vlan_eth_hdr eth_type_trans
      ip_route_me_harder ip6_route_me_harder ip_route_input ip_route_input_noref ip_select_ident
      ip_select_ident_segs ip_decrease_ttl nf_ct_get nf_ct_set nf_ct_attach nf_ct_is_untracked nf_reset nf_reset_ct
      nf_reset_trace nf_bridge_info_get nf_bridge_info_exists nf_bridge_put nf_ip_checksum nf_ip6_checksum nf_checksum
      nf_checksum_partial inet_proto_csum_replace2 inet_proto_csum_replace4 inet_proto_csum_replace16
      inet_proto_csum_replace_by_diff ipv6_skip_exthdr ipv6_find_hdr ipv6_ext_hdr ipv6_opt_accepted inet_iif inet_sdif
      inet6_iif skb_walk_frags dst_mtu IPCB IP6CB nlmsg_put __nlmsg_put nlmsg_put_answer nlmsg_end
      nlmsg_cancel nlmsg_trim nlmsg_data nlmsg_hdr nlmsg_append genlmsg_put genlmsg_end genlmsg_cancel nla_put
      nla_put_u8 nla_put_u16 nla_put_u32 nla_put_u64 nla_put_u64_64bit nla_put_be16 nla_put_be32 nla_put_be64
      nla_put_s32 nla_put_string nla_put_flag nla_put_net16 nla_put_net32 nla_put_net64 nla_put_in_addr
      nla_put_in6_addr nla_put_64bit nla_reserve nla_nest_start nla_nest_start_noflag nla_nest_end nla_nest_cancel
      nla_append security_skb_classify_flow xfrm_decode_session`,
  },
];

const effects = new Map<string, PacketEffect>(
  effectRows.flatMap(({ effect, functions }) => words(functions).map((name) => [name, effect] as const)),
);

/** What a function of the kernel does with a packet; undefined when nobody has said. */
export function packetEffect(name: string): PacketEffect | undefined {
  return effects.get(name);
}

/** A function that gives a packet, which the caller must free or pass on; NULL when it cannot. */
export interface PacketSource {
  /** `memory`: there may be none left; `queue`: the queue may be empty, which its users may know better. */
  readonly lacks: 'memory' | 'queue';
  /** Whether it may be the very packet that was passed, whose owner is still who it was. */
  readonly maySame?: true;
}

const sourceRows: readonly (PacketSource & { readonly source: string; readonly functions: string })[] = [
  {
    lacks: 'memory',
    source: 'net/core/skbuff.c; include/linux/skbuff.h; include/net/netlink.h; net/ipv4/ip_output.c',
    functions: `alloc_skb __alloc_skb alloc_skb_fclone dev_alloc_skb __dev_alloc_skb netdev_alloc_skb __netdev_alloc_skb
      netdev_alloc_skb_ip_align napi_alloc_skb build_skb skb_clone skb_copy pskb_copy __pskb_copy pskb_copy_for_clone
      __pskb_copy_fclone skb_copy_expand skb_realloc_headroom nlmsg_new genlmsg_new`,
  },
  {
    lacks: 'memory',
    maySame: true,
    source: 'include/linux/skbuff.h, skb_share_check and skb_unshare; net/core/skbuff.c, skb_expand_head',
    functions: 'skb_share_check skb_unshare skb_expand_head',
  },
  {
    lacks: 'queue',
    source: 'net/core/skbuff.c, skb_dequeue and skb_dequeue_tail; include/linux/skbuff.h, __skb_dequeue',
    functions: 'skb_dequeue skb_dequeue_tail __skb_dequeue __skb_dequeue_tail',
  },
];

const packetSources = new Map<string, PacketSource>(
  sourceRows.flatMap(({ functions, ...row }) => words(functions).map((name) => [name, row] as const)),
);

/** Says so of a function that gives a packet. */
export function packetSource(name: string): PacketSource | undefined {
  return packetSources.get(name);
}

/** Functions that may replace a packet through a pointer to the caller's pointer; the caller still owns what it points to. */
const replacing = new Set(
  words(
    'ip_route_me_harder ip6_route_me_harder skb_make_writable skb_linearize pskb_expand_head ip_ct_gather_frags',
  ),
);

/** Kernels before 2.6.24 gave these a `struct sk_buff **` (net/ipv4/netfilter.c, ip_route_me_harder). */
export function replacesPacket(name: string): boolean {
  return replacing.has(name);
}

const copying = new Set(
  words('skb_clone skb_copy pskb_copy __pskb_copy pskb_copy_for_clone __pskb_copy_fclone skb_copy_expand'),
);

/** Whether a function makes another packet like the one it is given (net/core/skbuff.c). */
export function copiesPacket(name: string): boolean {
  return copying.has(name);
}

type HookName = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

const sendingRows: readonly {
  readonly hooks: readonly HookName[];
  readonly source: string;
  readonly functions: string;
}[] = [
  {
    hooks: ['OUTPUT', 'POSTROUTING'],
    source: 'net/ipv4/ip_output.c, __ip_local_out; net/ipv6/output_core.c, __ip6_local_out',
    functions: 'ip_local_out ip_local_out_sk ip6_local_out ip_queue_xmit ip6_xmit',
  },
  {
    hooks: ['POSTROUTING'],
    source:
      'include/net/dst.h, dst_output; net/ipv4/ip_output.c, ip_output; net/ipv6/ip6_output.c, ip6_output',
    functions: 'dst_output dst_output_sk ip_output ip6_output',
  },
  {
    hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
    source: 'net/ipv4/ip_input.c, ip_rcv',
    functions: 'netif_rx netif_rx_ni netif_receive_skb',
  },
];

const sending = new Map(
  sendingRows.flatMap(({ hooks, functions }) => words(functions).map((name) => [name, hooks] as const)),
);

/** The hooks that a packet passes when a function sends it; undefined for other functions. */
export function hooksOfSending(name: string): readonly HookName[] | undefined {
  return sending.get(name);
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
