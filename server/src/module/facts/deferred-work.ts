// What a module leaves to be done later: tasklets, timers, work, and packets in a queue. A row says of one kind how it is
// tied to its function, how it is set going, and what ends it for good; the object is an argument of each.
import { words } from './words';

export interface DeferredKind {
  /** For messages: `a tasklet`. */
  readonly what: string;
  readonly structs: readonly string[];
  /** Functions and macros that say which function it will run. */
  readonly binds: ReadonlySet<string>;
  /** After these it will happen, sooner or later. */
  readonly arms: ReadonlySet<string>;
  /** After these it will not happen any more, unless somebody arms it again. */
  readonly ends: ReadonlySet<string>;
  /** Whether it runs where nothing may sleep: in a softirq, or in an interrupt. */
  readonly isAtomic: boolean;
  /** What to call when the module goes away. */
  readonly remedy: string;
  /** What happens when the module is gone and this is left. */
  readonly consequence: string;
  readonly source: string;
}

const runsFreedCode = 'it runs code that is no longer there, and the kernel oopses';

export const deferredKinds: readonly DeferredKind[] = [
  {
    what: 'the tasklet',
    structs: ['struct tasklet_struct'],
    binds: words('tasklet_init tasklet_setup DECLARE_TASKLET DECLARE_TASKLET_OLD DECLARE_TASKLET_DISABLED'),
    arms: words('tasklet_schedule tasklet_hi_schedule tasklet_hi_schedule_first'),
    ends: words('tasklet_kill tasklet_kill_immediate'),
    isAtomic: true,
    remedy: 'tasklet_kill',
    consequence: runsFreedCode,
    source: 'kernel/softirq.c, tasklet_kill',
  },
  {
    what: 'the timer',
    structs: ['struct timer_list'],
    binds: words(
      'setup_timer timer_setup __setup_timer setup_deferrable_timer DEFINE_TIMER TIMER_INITIALIZER',
    ),
    arms: words('mod_timer add_timer add_timer_on mod_timer_pending timer_reduce mod_timer_pinned'),
    ends: words(
      `del_timer_sync timer_delete_sync timer_shutdown_sync del_singleshot_timer_sync try_to_del_timer_sync
      timer_delete_sync_try del_timer timer_delete timer_shutdown`,
    ),
    isAtomic: true,
    remedy: 'timer_delete_sync',
    consequence: runsFreedCode,
    source: 'kernel/time/timer.c, timer_delete_sync (del_timer_sync before Linux 6.2)',
  },
  {
    what: 'the timer',
    structs: ['struct hrtimer', 'struct tasklet_hrtimer'],
    binds: words('hrtimer_setup tasklet_hrtimer_init'),
    arms: words('hrtimer_start hrtimer_start_range_ns hrtimer_restart tasklet_hrtimer_start'),
    ends: words('hrtimer_cancel hrtimer_try_to_cancel tasklet_hrtimer_cancel'),
    isAtomic: true,
    remedy: 'hrtimer_cancel',
    consequence: runsFreedCode,
    source: 'kernel/time/hrtimer.c, hrtimer_cancel',
  },
  {
    what: 'the work',
    structs: ['struct work_struct', 'struct delayed_work'],
    binds: words(
      'INIT_WORK INIT_DELAYED_WORK INIT_DEFERRABLE_WORK DECLARE_WORK DECLARE_DELAYED_WORK DECLARE_DEFERRABLE_WORK',
    ),
    arms: words(
      `schedule_work schedule_work_on queue_work queue_work_on schedule_delayed_work schedule_delayed_work_on
      queue_delayed_work queue_delayed_work_on mod_delayed_work`,
    ),
    ends: words(
      `cancel_work_sync cancel_delayed_work_sync cancel_delayed_work cancel_rearming_delayed_work cancel_work
      disable_work_sync disable_delayed_work_sync flush_work flush_delayed_work`,
    ),
    isAtomic: false,
    remedy: 'cancel_work_sync',
    consequence: runsFreedCode,
    source: 'kernel/workqueue.c, cancel_work_sync',
  },
  {
    what: 'the queue',
    structs: ['struct sk_buff_head'],
    binds: words(''),
    arms: words(
      `skb_queue_head skb_queue_tail __skb_queue_head __skb_queue_tail skb_insert __skb_insert skb_append
      skb_queue_splice_init skb_queue_splice_tail_init`,
    ),
    ends: words('skb_queue_purge __skb_queue_purge skb_queue_purge_reason __skb_queue_purge_reason'),
    isAtomic: false,
    remedy: 'skb_queue_purge',
    consequence:
      'the packets in it are never freed, and the devices of their routes can never be unregistered',
    source: 'net/core/skbuff.c, skb_queue_purge',
  },
];

/** Functions that end all work of a kind, whatever they are given. */
export const endsAllWork: ReadonlySet<string> = words(
  'flush_scheduled_work flush_workqueue drain_workqueue destroy_workqueue',
);
