// What can be taken and must be given back: by the rule that took it (checkentry and destroy) or by the module (init and
// exit). A row names the functions that take and those that give back; any of the latter will do.
import { words } from './words';

export interface Resource {
  /** For messages: `a reference to a network device`. */
  readonly what: string;
  readonly takes: ReadonlySet<string>;
  readonly gives: ReadonlySet<string>;
  /** What a function that takes returns when it can't. */
  readonly failure: 'negative' | 'null' | 'error pointer' | 'another value';
  /** What happens when nobody gives it back. */
  readonly consequence: string;
  readonly source: string;
}

const leaks = 'the memory is lost until the next boot';

/** What a rule takes for as long as it stands. */
export const ruleResources: readonly Resource[] = [
  {
    what: 'a reference to connection tracking',
    failure: 'negative',
    takes: words('nf_ct_netns_get nf_ct_l3proto_try_module_get'),
    gives: words('nf_ct_netns_put nf_ct_l3proto_module_put'),
    consequence: 'connection tracking stays on, and its module loaded, after the rule is gone',
    source: 'net/netfilter/nf_conntrack_proto.c, nf_ct_netns_get',
  },
  {
    what: 'a reference to a network device',
    failure: 'null',
    takes: words(
      `dev_get_by_name dev_get_by_index dev_hold dev_hold_track netdev_hold netdev_get_by_name netdev_get_by_index
      ip_dev_find`,
    ),
    gives: words('dev_put dev_put_track netdev_put'),
    consequence: 'the device can never be unregistered: "waiting for … to become free"',
    source: 'net/core/dev.c, netdev_wait_allrefs_any',
  },
  {
    what: 'memory',
    failure: 'null',
    takes: words(
      `kmalloc kzalloc kcalloc kmalloc_array kmalloc_node kzalloc_node kmemdup kmemdup_nul kstrdup kstrndup
      kmalloc_obj kzalloc_obj kvmalloc kvzalloc kvcalloc kvmalloc_array vmalloc vzalloc kmem_cache_alloc
      kmem_cache_zalloc memdup_user`,
    ),
    gives: words(
      `kfree kfree_sensitive kzfree kfree_rcu kfree_rcu_mightsleep kvfree kvfree_rcu kvfree_rcu_mightsleep vfree
      kmem_cache_free call_rcu call_rcu_bh call_rcu_hurry`,
    ),
    consequence: leaks,
    source: 'mm/slab_common.c; mm/util.c',
  },
  {
    what: 'memory of each processor',
    failure: 'null',
    takes: words('alloc_percpu __alloc_percpu alloc_percpu_gfp __alloc_percpu_gfp netdev_alloc_pcpu_stats'),
    gives: words('free_percpu'),
    consequence: leaks,
    source: 'mm/percpu.c, free_percpu',
  },
  {
    what: 'a reference to a module',
    failure: 'null',
    takes: words('try_module_get __module_get'),
    gives: words('module_put'),
    consequence: 'the module can never be unloaded',
    source: 'kernel/module/main.c, module_put',
  },
  {
    what: 'a count of a static key',
    failure: 'null',
    takes: words('static_key_slow_inc static_branch_inc static_branch_slow_inc'),
    gives: words('static_key_slow_dec static_branch_dec static_branch_slow_dec static_key_slow_dec_deferred'),
    consequence: 'what the key switches on stays on after the last rule is gone',
    source: 'kernel/jump_label.c, static_key_slow_dec',
  },
  {
    what: 'a BPF program',
    failure: 'negative',
    takes: words(
      'bpf_prog_create bpf_prog_get bpf_prog_get_type bpf_prog_get_type_path sk_unattached_filter_create',
    ),
    gives: words('bpf_prog_destroy bpf_prog_put sk_unattached_filter_destroy'),
    consequence: leaks,
    source: 'net/core/filter.c, bpf_prog_destroy',
  },
  {
    what: 'a text search',
    failure: 'error pointer',
    takes: words('textsearch_prepare'),
    gives: words('textsearch_destroy'),
    consequence: 'its memory is lost, and the module of its algorithm stays loaded',
    source: 'lib/textsearch.c, textsearch_destroy',
  },
  {
    what: 'a reference to a rate estimator',
    failure: 'null',
    takes: words('xt_rateest_lookup'),
    gives: words('xt_rateest_put'),
    consequence: leaks,
    source: 'net/netfilter/xt_RATEEST.c, xt_rateest_put',
  },
  {
    what: 'a reference to a set',
    failure: 'another value',
    takes: words('ip_set_nfnl_get_byindex ip_set_nfnl_get ip_set_get_byname'),
    gives: words('ip_set_nfnl_put ip_set_put_byindex'),
    consequence: 'the set can never be destroyed',
    source: 'net/netfilter/ipset/ip_set_core.c, ip_set_nfnl_put',
  },
  {
    what: 'a reference to a logger',
    failure: 'negative',
    takes: words('nf_logger_find_get'),
    gives: words('nf_logger_put'),
    consequence: "the logger's module stays loaded",
    source: 'net/netfilter/nf_log.c, nf_logger_put',
  },
  {
    what: 'a reference to a connection tracking helper',
    failure: 'null',
    takes: words('nf_conntrack_helper_try_module_get'),
    gives: words('nf_conntrack_helper_put module_put nf_ct_put nf_conntrack_put'),
    consequence: "the helper's module stays loaded",
    source: 'net/netfilter/nf_conntrack_helper.c, nf_conntrack_helper_put',
  },
  {
    what: 'a reference to an accounting object',
    failure: 'null',
    takes: words('nfnl_acct_find_get'),
    gives: words('nfnl_acct_put'),
    consequence: 'the object can never be deleted',
    source: 'net/netfilter/nfnetlink_acct.c, nfnl_acct_put',
  },
  {
    what: 'an entry of /proc',
    failure: 'null',
    takes: words(
      'proc_create proc_create_data proc_create_seq_data proc_create_single_data create_proc_entry proc_mkdir',
    ),
    gives: words('remove_proc_entry proc_remove remove_proc_subtree proc_net_remove'),
    consequence: 'the entry stays, and whoever reads it touches memory that is gone',
    source: 'fs/proc/generic.c, remove_proc_entry',
  },
  {
    what: 'a cipher or hash',
    failure: 'error pointer',
    takes: words(
      'crypto_alloc_shash crypto_alloc_hash crypto_alloc_ahash crypto_alloc_skcipher crypto_alloc_cipher',
    ),
    gives: words(
      'crypto_free_shash crypto_free_hash crypto_free_ahash crypto_free_skcipher crypto_free_cipher',
    ),
    consequence: leaks,
    source: 'crypto/api.c, crypto_destroy_tfm',
  },
];

/** What a module registers when it is loaded. */
export const moduleResources: readonly Resource[] = [
  registered('xt_register_target xt_register_targets', 'xt_unregister_target xt_unregister_targets', {
    what: 'a target',
    source: 'net/netfilter/x_tables.c, xt_unregister_target',
  }),
  registered('xt_register_match xt_register_matches', 'xt_unregister_match xt_unregister_matches', {
    what: 'a match',
    source: 'net/netfilter/x_tables.c, xt_unregister_match',
  }),
  registered(
    'register_netdevice_notifier register_netdevice_notifier_net',
    'unregister_netdevice_notifier unregister_netdevice_notifier_net',
    { what: 'a notifier of network devices', source: 'net/core/dev.c, unregister_netdevice_notifier' },
  ),
  registered(
    'register_inetaddr_notifier register_inet6addr_notifier register_netevent_notifier',
    'unregister_inetaddr_notifier unregister_inet6addr_notifier unregister_netevent_notifier',
    { what: 'a notifier', source: 'net/ipv4/devinet.c, unregister_inetaddr_notifier' },
  ),
  registered(
    'register_pernet_subsys register_pernet_device register_pernet_gen_subsys register_pernet_gen_device',
    'unregister_pernet_subsys unregister_pernet_device unregister_pernet_gen_subsys unregister_pernet_gen_device',
    {
      what: 'its state for each network namespace',
      source: 'net/core/net_namespace.c, unregister_pernet_subsys',
    },
  ),
  registered(
    'nf_register_hook nf_register_hooks nf_register_net_hook nf_register_net_hooks',
    'nf_unregister_hook nf_unregister_hooks nf_unregister_net_hook nf_unregister_net_hooks',
    { what: 'a netfilter hook', source: 'net/netfilter/core.c, nf_unregister_net_hook' },
  ),
  registered('nf_register_sockopt', 'nf_unregister_sockopt', {
    what: 'its socket options',
    source: 'net/netfilter/nf_sockopt.c, nf_unregister_sockopt',
  }),
  registered('nf_logger_register nf_log_register', 'nf_log_unregister nf_log_unset', {
    what: 'a logger',
    source: 'net/netfilter/nf_log.c, nf_log_unregister',
  }),
  registered('genl_register_family genl_register_family_with_ops', 'genl_unregister_family', {
    what: 'a generic netlink family',
    source: 'net/netlink/genetlink.c, genl_unregister_family',
  }),
  registered('nfnetlink_subsys_register', 'nfnetlink_subsys_unregister', {
    what: 'an nfnetlink subsystem',
    source: 'net/netfilter/nfnetlink.c, nfnetlink_subsys_unregister',
  }),
  registered('misc_register', 'misc_deregister', {
    what: 'a device',
    source: 'drivers/char/misc.c, misc_deregister',
  }),
  registered(
    'proc_create proc_create_data create_proc_entry proc_mkdir proc_create_single_data proc_create_seq_data',
    'remove_proc_entry proc_remove remove_proc_subtree proc_net_remove',
    { what: 'an entry of /proc', failure: 'null', source: 'fs/proc/generic.c, remove_proc_entry' },
  ),
  registered(
    'register_sysctl_table register_sysctl register_net_sysctl register_net_sysctl_sz register_sysctl_sz',
    'unregister_sysctl_table unregister_net_sysctl_table',
    { what: 'its sysctls', failure: 'null', source: 'fs/proc/proc_sysctl.c, unregister_sysctl_table' },
  ),
  registered('kmem_cache_create kmem_cache_create_usercopy KMEM_CACHE', 'kmem_cache_destroy', {
    what: 'a slab cache',
    failure: 'null',
    source: 'mm/slab_common.c, kmem_cache_destroy',
  }),
  registered(
    'alloc_workqueue alloc_ordered_workqueue create_workqueue create_singlethread_workqueue',
    'destroy_workqueue',
    { what: 'a workqueue', failure: 'null', source: 'kernel/workqueue.c, destroy_workqueue' },
  ),
  registered('class_create', 'class_destroy', {
    what: 'a class of devices',
    failure: 'error pointer',
    source: 'drivers/base/class.c, class_destroy',
  }),
];

const neutral =
  /^(?:(?:mutex|spin|read|write|rcu|srcu|list|hlist|hash|atomic|atomic64|refcount|pr|synchronize|set|clear|test|smp|local_bh)_\w+|printk|mem(?:set|cpy|cmp|move)|str\w*cmp|IS_ERR\w*|PTR_ERR|ARRAY_SIZE|net_\w+_ratelimited|net_generic)$/;

/** Locks, lists, counters and prints: what gives nothing back, whatever its name sounds like. */
export function givesNothing(callee: string): boolean {
  return neutral.test(callee);
}

function registered(
  takes: string,
  gives: string,
  row: Pick<Resource, 'what' | 'source'> & Partial<Pick<Resource, 'failure'>>,
): Resource {
  const consequence = 'what it points to is gone with the module, and the kernel oopses when it is used';
  return { failure: 'negative', ...row, takes: words(takes), gives: words(gives), consequence };
}
