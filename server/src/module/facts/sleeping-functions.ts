// Functions of the kernel that may sleep, and flags that let an allocation sleep. Neither may happen while a rule is being
// judged: ipt_do_table() switches bottom halves off around all rules (net/ipv4/netfilter/ip_tables.c).

const names = `mutex_lock mutex_lock_nested mutex_lock_interruptible mutex_lock_killable down down_interruptible down_killable
  down_timeout down_read down_read_killable down_write down_write_killable rt_mutex_lock ww_mutex_lock
  msleep msleep_interruptible ssleep usleep_range fsleep schedule io_schedule schedule_timeout
  schedule_timeout_interruptible schedule_timeout_uninterruptible schedule_timeout_killable schedule_hrtimeout cond_resched yield
  might_sleep wait_event wait_event_timeout wait_event_interruptible wait_event_interruptible_timeout wait_event_killable
  wait_for_completion wait_for_completion_timeout wait_for_completion_interruptible wait_for_completion_killable
  copy_to_user copy_from_user __copy_to_user __copy_from_user get_user put_user clear_user strncpy_from_user strnlen_user
  memdup_user vmalloc vzalloc vmalloc_user vmalloc_node vzalloc_node
  synchronize_rcu synchronize_rcu_expedited synchronize_net synchronize_sched synchronize_rcu_bh synchronize_srcu rcu_barrier
  flush_work flush_delayed_work flush_workqueue flush_scheduled_work drain_workqueue destroy_workqueue cancel_work_sync
  cancel_delayed_work_sync kthread_run kthread_stop kthread_create
  rtnl_lock lock_sock register_netdev unregister_netdev register_netdevice_notifier unregister_netdevice_notifier
  dev_open dev_close dev_set_promiscuity dev_change_flags request_module try_then_request_module call_usermodehelper
  filp_open filp_close kernel_read kernel_write vfs_read vfs_write sock_create sock_create_kern sock_release
  proc_create proc_create_data proc_mkdir proc_remove remove_proc_entry create_proc_entry create_proc_read_entry
  register_sysctl register_net_sysctl unregister_net_sysctl_table nf_register_net_hook nf_unregister_net_hook
  nf_register_hook nf_unregister_hook crypto_alloc_shash crypto_alloc_ahash crypto_alloc_skcipher crypto_alloc_cipher
  static_key_slow_inc static_key_slow_dec static_branch_inc static_branch_dec static_branch_enable static_branch_disable
  alloc_workqueue`;

const sleeping: ReadonlySet<string> = new Set(names.split(/\s+/));

/** Whether a function of the kernel may sleep, by its own documentation or because it takes a lock that may. */
export function maySleep(name: string): boolean {
  return sleeping.has(name);
}

/** Flags with which an allocation may wait for memory (include/linux/gfp_types.h). */
export const sleepingFlags: ReadonlySet<string> = new Set([
  'GFP_KERNEL',
  'GFP_KERNEL_ACCOUNT',
  'GFP_USER',
  'GFP_HIGHUSER',
  'GFP_NOFS',
  'GFP_NOIO',
]);

/** Functions by which code finds out whether it may sleep (include/linux/preempt.h, include/linux/irqflags.h). */
export const contextQuestions =
  /^(?:in_atomic|in_interrupt|in_softirq|in_irq|in_task|in_serving_softirq|preemptible|irqs_disabled|gfpflags_allow_blocking)$/;
