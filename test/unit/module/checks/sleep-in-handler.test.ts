import { expect, test } from 'vitest';
import { expectMarked, fixed } from '../support/project';

const registration = `
static struct xt_target foo_reg = {
  .name = "FOO",
  .target = foo_tg,
  .checkentry = foo_check,
};
`;

const target = (
  body: string,
) => `static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
${body}
  return XT_CONTINUE;
}
`;

test('a lock that sleeps, and an allocation that may', () => {
  const [lock, allocation] = expectMarked({
    'xt_FOO.c': `${target(`  struct foo *entry;
  mutex_lock(&foo_lock);
/*^^^^^^^^^^^^^^^^^^^^^ error sleep-in-handler */
  entry = kmalloc(sizeof(*entry), GFP_KERNEL | __GFP_ZERO);
/*        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning sleep-in-handler */`)}${registration}`,
  });
  expect(lock).toBe(
    'mutex_lock() may sleep, but foo_tg runs with bottom halves off: "BUG: scheduling while atomic".',
  );
  expect(allocation).toContain('With GFP_KERNEL kmalloc() may sleep');
});

test('a function that the handler leads to', () => {
  const [message] = expectMarked({
    'xt_FOO.c': `static struct foo *foo_new(void)
{
  return vmalloc(sizeof(struct foo));
/*       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error sleep-in-handler */
}
static struct foo *foo_find(void)
{
  return foo_new();
}
${target('  foo_find();')}${registration}`,
  });
  expect(message).toContain('foo_new, which foo_tg leads to, runs with bottom halves off');
});

test.each([
  ['GFP_ATOMIC', '  kmalloc(8, GFP_ATOMIC);'],
  ['a spinlock', '  spin_lock_bh(&foo_lock);\n  spin_unlock_bh(&foo_lock);'],
  ['a lock that is only tried', '  if (mutex_trylock(&foo_lock))\n    mutex_unlock(&foo_lock);'],
  ['a question before', '  if (!in_interrupt())\n    mutex_lock(&foo_lock);'],
])('is silent about %s', (_, body) => {
  expectMarked({ 'xt_FOO.c': `${target(body)}${registration}` });
});

test('is silent where nobody is in a hurry', () => {
  expectMarked({
    'xt_FOO.c': `static void foo_work(struct work_struct *work)
{
  mutex_lock(&foo_lock);
}
${target('  INIT_WORK(&foo_later, foo_work);\n  schedule_work(&foo_later);')}
static int foo_check(const struct xt_tgchk_param *par)
{
  mutex_lock(&foo_lock);
  return 0;
}
${registration}`,
  });
});

test('is silent about a function of the same name that is its own', () => {
  expectMarked({
    'xt_FOO.c': `static void msleep(int value)
{
  foo_count += value;
}
${target('  msleep(3);')}${registration}`,
  });
});

test('is silent about the end of an object', () => {
  expectMarked({
    'xt_FOO.c': `static void foo_put(struct foo *entry)
{
  if (refcount_dec_and_test(&entry->users))
    foo_destroy(entry);
}
static void foo_destroy(struct foo *entry)
{
  proc_remove(entry->file);
}
${target('  foo_put(foo_find());')}${registration}`,
  });
});

test('what a handler leaves to a tasklet or a timer', () => {
  expectMarked({
    'xt_FOO.c': `struct foo { struct timer_list timer; };
static void foo_later(struct timer_list *timer)
{
  foo_keep(kmalloc(16, GFP_KERNEL));
/*         ^^^^^^^^^^^^^^^^^^^^^^^ warning sleep-in-handler */
}
static void foo_soon(unsigned long data)
{
  msleep(10);
/*^^^^^^^^^^ error sleep-in-handler */
}
static DECLARE_TASKLET(foo_tasklet, foo_soon, 0);
static void foo_work(struct work_struct *work)
{
  msleep(10);
}
static DECLARE_WORK(foo_job, foo_work);
${target('  tasklet_schedule(&foo_tasklet);\n  schedule_work(&foo_job);')}static int foo_check(const struct xt_tgchk_param *par)
{
  struct foo *foo = kmalloc(sizeof(*foo), GFP_KERNEL);
  timer_setup(&foo->timer, foo_later, 0);
  return 0;
}
${registration}`,
  });
});

test('asks for memory that is there', () => {
  const half = (flags: string) => ({
    'xt_FOO.c': `${target(`  void *memory = kmalloc(8, ${flags});`)}${registration}`,
  });
  const text = fixed(half('GFP_KERNEL | __GFP_ZERO'), 'xt_FOO.c');
  expect(text).toContain('kmalloc(8, GFP_ATOMIC | __GFP_ZERO)');
  expectMarked({ 'xt_FOO.c': text });
  expect(fixed(half('GFP_USER'), 'xt_FOO.c')).toContain('GFP_USER');
});
