import { expect, test } from 'vitest';
import { kernelHalf } from '../support/kernel-half';
import { expectMarked, fixed } from '../support/project';

const tasklet = {
  before: `static void foo_work(unsigned long data) { }
static DECLARE_TASKLET(foo_tasklet, foo_work, 0);`,
  handler: '  tasklet_schedule(&foo_tasklet);\n  return XT_CONTINUE;',
};

test('a tasklet that is still to run', () => {
  const half = kernelHalf(tasklet).replace(
    'static void __exit foo_exit(void)\n',
    'static void __exit foo_exit(void)\n/*                 ^^^^^^^^ warning exit-order */\n',
  );
  expect(expectMarked({ 'xt_FOO.c': half })).toEqual([
    'foo_exit leaves the tasklet foo_tasklet as it is: when the module is unloaded, it runs code that is no longer there, and the kernel oopses. Call tasklet_kill after unregistering.',
  ]);
});

test('a tasklet that is killed too early', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      ...tasklet,
      exit: `  tasklet_kill(&foo_tasklet);
/*^^^^^^^^^^^^^^^^^^^^^^^^^^ warning exit-order */
  xt_unregister_targets(foo_reg, ARRAY_SIZE(foo_reg));`,
    }),
  });
  expect(message).toBe(
    'tasklet_kill comes before xt_unregister_targets: as long as the handler is registered it can set the tasklet foo_tasklet going again, and then it runs code that is no longer there, and the kernel oopses. Only .me makes that rare, because rules hold the module by it.',
  );
});

test('a tasklet that a function kills too early, in a module that rules do not hold', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      ...tasklet,
      before: `${tasklet.before}
static void foo_stop(void)
{
  tasklet_kill(&foo_tasklet);
}`,
      exit: `  foo_stop();
/*^^^^^^^^^^ warning exit-order */
  xt_unregister_targets(foo_reg, ARRAY_SIZE(foo_reg));`,
    }).replace('    .me = THIS_MODULE,\n', ''),
  });
  expect(message).toMatch(/tasklet_kill comes before .* and the kernel oopses\.$/);
});

const unregister = '  xt_unregister_targets(foo_reg, ARRAY_SIZE(foo_reg));';

test.each([
  [
    'a tasklet that is killed in time',
    tasklet.before,
    tasklet.handler,
    `${unregister}\n  tasklet_kill(&foo_tasklet);`,
  ],
  [
    'work that another function cancels',
    'static void foo_run(struct work_struct *work) { }\nstatic DECLARE_WORK(foo_work, foo_run);\nstatic void foo_stop(void)\n{\n  cancel_work_sync(&foo_work);\n}',
    '  schedule_work(&foo_work);\n  return XT_CONTINUE;',
    `${unregister}\n  foo_stop();`,
  ],
  [
    'work of a queue that is destroyed',
    'static struct workqueue_struct *foo_queue;\nstatic void foo_run(struct work_struct *work) { }\nstatic DECLARE_WORK(foo_work, foo_run);',
    '  queue_work(foo_queue, &foo_work);\n  return XT_CONTINUE;',
    `${unregister}\n  destroy_workqueue(foo_queue);`,
  ],
  [
    'what another file may end',
    'struct timer_list foo_timer;',
    '  mod_timer(&foo_timer, jiffies + HZ);\n  return XT_CONTINUE;',
    `${unregister}\n  foo_stop_all();`,
  ],
])('is silent about %s', (_, before, handler, exit) => {
  expectMarked({ 'xt_FOO.c': kernelHalf({ before, handler, exit }) });
});

test('a timer that sets itself going', () => {
  const half = kernelHalf({
    before: `static struct timer_list foo_timer;
static void foo_tick(struct timer_list *timer) { mod_timer(&foo_timer, jiffies + HZ); }`,
    handler: '  foo_tick(NULL);\n  return XT_CONTINUE;',
    init: '  timer_setup(&foo_timer, foo_tick, 0);\n  return xt_register_targets(foo_reg, ARRAY_SIZE(foo_reg));',
  });
  const marked = '/*                 ^^^^^^^^ warning exit-order */\n';
  expectMarked({
    'xt_FOO.c': half.replace(
      'static void __exit foo_exit(void)\n',
      `static void __exit foo_exit(void)\n${marked}`,
    ),
  });
});

test('what init registers and exit forgets', () => {
  const half = kernelHalf({
    init: '  int err = register_pernet_subsys(&foo_net_ops);\n  if (err)\n    return err;\n  xt_register_targets(foo_reg, ARRAY_SIZE(foo_reg));\n  return 0;',
  });
  const marked = '/*                 ^^^^^^^^ warning exit-order */\n';
  const [message] = expectMarked({
    'xt_FOO.c': half.replace(
      'static void __exit foo_exit(void)\n',
      `static void __exit foo_exit(void)\n${marked}`,
    ),
  });
  expect(message).toContain('foo_exit leaves what register_pernet_subsys registered');
});

test('is silent about what a function elsewhere may unregister', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      init: '  return register_pernet_subsys(&foo_net_ops);',
      exit: '  foo_leave();',
    }),
  });
});

const leaving = '  unregister_netdevice_notifier(&foo_notifier);\n  unregister_pernet_subsys(&foo_net_ops);';
const exit = `${unregister}\n${leaving}`;

describeInit('what is registered before a failure stays', [
  `  int err = register_pernet_subsys(&foo_net_ops);
  if (err < 0)
    return err;
  return register_netdevice_notifier(&foo_notifier);
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning exit-order */`,
  `  int err;
  err = register_pernet_subsys(&foo_net_ops);
  if (err)
    return err;
  if (register_netdevice_notifier(&foo_notifier))
    return -ENOMEM;
/*  ^^^^^^^^^^^^^^^ warning exit-order */
  return 0;`,
  // No kernel since 2.6.39 has had a reason to refuse these.
  `  int err = register_pernet_subsys(&foo_net_ops);
  if (err)
    return err;
  return xt_register_targets(foo_reg, ARRAY_SIZE(foo_reg));
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint exit-order */`,
]);

describeInit('what is undone before a failure does not', [
  `  int err = register_pernet_subsys(&foo_net_ops);
  if (err < 0)
    return err;
  err = register_netdevice_notifier(&foo_notifier);
  if (err < 0)
    goto undo;
  return 0;
undo:
  unregister_pernet_subsys(&foo_net_ops);
  return err;`,
  `  int err = register_pernet_subsys(&foo_net_ops);
  if (!err) {
    err = register_netdevice_notifier(&foo_notifier);
    if (err)
      unregister_pernet_subsys(&foo_net_ops);
  }
  return err;`,
  `  int i, err = 0;
  for (i = 0; i < 2 && !err; i++)
    err = nf_register_sockopt(&foo_sockopts[i]);
  if (err)
    while (--i >= 0)
      nf_unregister_sockopt(&foo_sockopts[i]);
  return err;`,
  `  struct workqueue_struct *queue = alloc_workqueue("foo", 0, 0);
  if (!queue)
    return -ENOMEM;
  if (register_netdevice_notifier(&foo_notifier)) {
    destroy_workqueue(queue);
    return -EBUSY;
  }
  return 0;`,
]);

function describeInit(name: string, bodies: readonly string[]) {
  test.each(bodies)(`${name} %#`, (init) => {
    expectMarked({ 'xt_FOO.c': kernelHalf({ init, exit }) });
  });
}

test.each([
  [
    tasklet.before,
    `  tasklet_kill(&foo_tasklet);\n${unregister}`,
    `${unregister}\n  tasklet_kill(&foo_tasklet);`,
  ],
  [tasklet.before, unregister, `${unregister}\n  tasklet_kill(&foo_tasklet);`],
  [
    `${tasklet.before}\nstatic struct sk_buff_head foo_queue;\nvoid foo_keep(struct sk_buff *skb)\n{\n  skb_queue_tail(&foo_queue, skb);\n}`,
    `${unregister}\n  tasklet_kill(&foo_tasklet);\n  foo_count(0);`,
    '  foo_count(0);\n  skb_queue_purge(&foo_queue);',
  ],
])('ends what is left, in order', (before, exit, expected) => {
  const text = fixed({ 'xt_FOO.c': kernelHalf({ ...tasklet, before, exit }) }, 'xt_FOO.c');
  expect(text).toContain(expected);
  expectMarked({ 'xt_FOO.c': text });
});
