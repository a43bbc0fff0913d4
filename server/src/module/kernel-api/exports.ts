// What modules get of the kernel where no Module.symvers says it: functions that authors of extensions reach for, as the
// Module.symvers of Debian's kernels 5.10, 6.1 and 6.12 agree about them.
import { contains, since } from './versions';
import type { VersionSet } from './versions';

/** On the path of a packet through the kernel, and for nobody else. */
const neverExported = new Set(
  (
    'ip_rcv ip_rcv_finish ip_local_deliver_finish ip_forward ip_finish_output ip_mc_output ipv6_rcv ip6_rcv_finish ' +
    'ip6_forward arp_rcv icmp_rcv tcp_v4_rcv udp_rcv __netif_receive_skb dev_hard_start_xmit'
  ).split(' '),
);

/** Since when a symbol is no longer exported. Commit 0bd476e6c671 of Linux. */
const exportEnds: ReadonlyMap<string, string> = new Map([
  ['kallsyms_lookup_name', '5.7'],
  ['kallsyms_on_each_symbol', '5.7'],
]);

const gplOnly = new Set(
  (
    'ip_local_out ip6_local_out nf_dup_ipv4 nf_dup_ipv6 nf_dup_netdev_egress nf_fwd_netdev_egress nf_queue nf_route ' +
    'nf_ip_route nf_checksum nf_checksum_partial nf_send_reset nf_send_reset6 nf_send_unreach nf_send_unreach6 ' +
    'nf_reject_iphdr_put nf_reject_ip_tcphdr_get nf_reject_ip_tcphdr_put nf_reject_ip6hdr_put nf_ct_netns_get ' +
    'nf_ct_netns_put nf_ct_delete nf_ct_kill_acct nf_ct_tmpl_alloc nf_ct_tmpl_free nf_ct_get_tuplepr nf_ct_invert_tuple ' +
    'nf_ct_helper_ext_add nf_ct_expect_alloc nf_ct_expect_init nf_ct_expect_put nf_ct_remove_expectations ' +
    'nf_ct_iterate_cleanup_net nf_ct_iterate_destroy nf_ct_set_timeout nf_ct_untimeout nf_ct_seq_adjust ' +
    'nf_ct_seqadj_init nf_ct_seqadj_set nf_connlabels_get nf_connlabels_put nf_connlabels_replace nf_conncount_init ' +
    'nf_conncount_destroy nf_conntrack_alloc nf_conntrack_free nf_conntrack_in nf_conntrack_find_get ' +
    'nf_conntrack_tuple_taken nf_conntrack_helper_register nf_conntrack_helper_unregister ' +
    'nf_conntrack_helpers_register nf_conntrack_helpers_unregister nf_conntrack_helper_try_module_get ' +
    'nf_conntrack_helper_put nf_conntrack_register_notifier nf_conntrack_unregister_notifier nf_defrag_ipv4_enable ' +
    'nf_defrag_ipv6_enable nf_nat_packet nf_nat_masquerade_ipv4 nf_nat_masquerade_ipv6 nf_nat_redirect_ipv4 ' +
    'nf_nat_redirect_ipv6 nf_osf_match nf_osf_find nf_synproxy_ipv4_init nf_synproxy_ipv4_fini nf_logger_find_get ' +
    'nf_logger_put nfnetlink_subsys_register nfnetlink_subsys_unregister nfnetlink_send nfnetlink_unicast ' +
    'nfnetlink_has_listeners nft_register_expr nft_unregister_expr nft_register_obj nft_unregister_obj xt_check_match ' +
    'xt_check_target xt_copy_counters xt_data_to_user xt_find_revision xt_register_table xt_unregister_table ' +
    'xt_request_find_match xt_request_find_target xt_rateest_lookup xt_rateest_put register_pernet_subsys ' +
    'unregister_pernet_subsys proc_create_net_data synchronize_rcu call_rcu rcu_barrier static_key_slow_inc ' +
    'static_key_slow_dec alloc_workqueue destroy_workqueue flush_work cancel_work_sync free_percpu ' +
    'ktime_get_real_seconds ktime_get_seconds rhashtable_destroy rhashtable_free_and_destroy sysfs_emit ' +
    'udp4_lib_lookup udp6_lib_lookup inet6_lookup metadata_dst_alloc metadata_dst_free netlink_has_listeners'
  ).split(' '),
);

/** The kernels that do not export a function to modules; undefined where that is not known. */
export function missingVersions(name: string): VersionSet | undefined {
  if (neverExported.has(name)) return since('2.6.12');
  const end = exportEnds.get(name);
  return end === undefined ? undefined : since(end);
}

/** Whether a function is exported with EXPORT_SYMBOL_GPL, as far as it is known. */
export function isForGplOnly(name: string): boolean {
  return gplOnly.has(name);
}

/** Whether a kernel of that version is known not to export a function. */
export function isMissingOn(name: string, version: number): boolean {
  const versions = missingVersions(name);
  return versions !== undefined && contains(versions, version);
}
