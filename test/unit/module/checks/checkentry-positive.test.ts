import { expect, test } from 'vitest';
import { kernelHalf } from '../support/kernel-half';
import { expectMarked, fixed } from '../support/project';

const checked = (checkentry: string, before = '') => ({ 'xt_FOO.c': kernelHalf({ checkentry, before }) });

test('yes, as it was said before 2.6.35', () => {
  const [message] = expectMarked(
    checked(`  if (par->family != NFPROTO_IPV4)
    return -EINVAL;
  return true;
/*^^^^^^^^^^^^ error checkentry-positive */`),
  );
  expect(message).toBe(
    'foo_check returns a positive number: the kernel makes -EIO of it, and iptables says "Input/output error".',
  );
});

test('an error without its minus', () => {
  expectMarked(
    checked(`  if (par->family != NFPROTO_IPV4)
    return EINVAL;
/*  ^^^^^^^^^^^^^^ error checkentry-positive */
  return 0;`),
  );
});

test('a variable that is positive on one way only', () => {
  expectMarked(
    checked(`  int ret = 1;
  if (par->family != NFPROTO_IPV4) {
    ret = -EINVAL;
    goto out;
  }
  return ret;
/*^^^^^^^^^^^ error checkentry-positive */
out:
  return ret;`),
  );
});

test('an error that lacks its minus where a variable gets it, in a function whose answer it gives, or in an arm', () => {
  const [, message] = expectMarked(
    checked(
      `  int ret = 0;
  if (par->family == NFPROTO_IPV6) {
    ret = EINVAL;
    goto out;
  }
  if (par->hook_mask)
    return foo_hooks(par);
  if (par->net)
    return par->entryinfo ? 0 : ENOENT;
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error checkentry-positive */
out:
  return ret;
/*^^^^^^^^^^^ error checkentry-positive */`,
      `static int foo_hooks(const struct xt_tgchk_param *par)
{
  if (par->hook_mask & 1)
    return EPERM;
/*  ^^^^^^^^^^^^^ error checkentry-positive */
  return 0;
}`,
    ),
  );
  expect(message).toContain('foo_check returns a positive number');
});

test('truth values', () => {
  expectMarked(
    checked(
      `  if (par->family == NFPROTO_IPV4)
    return foo_is_good(par);
/*  ^^^^^^^^^^^^^^^^^^^^^^^^ error checkentry-positive */
  return par->family == NFPROTO_IPV6;
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error checkentry-positive */`,
      'static bool foo_is_good(const struct xt_tgchk_param *par) { return par->net != NULL; }',
    ),
  );
});

test('a truth value that is declared as one', () => {
  const half = kernelHalf({
    checkentry: '  return true;\n/*^^^^^^^^^^^^ error checkentry-positive */',
  });
  expectMarked({ 'xt_FOO.c': half.replace('static int foo_check', 'static bool foo_check') });
});

test.each([
  ['0 and errors', '  if (par->family)\n    return -EINVAL;\n  return 0;'],
  ['what another function says', '  return foo_register(par->net);'],
  ['a variable that nobody knows', '  int err = foo_register(par->net);\n  return err;'],
  [
    'an error that is told from 0',
    '  int err = foo_register(par->net);\n  if (err > 0)\n    err = -EIO;\n  return err;',
  ],
  [
    'yes for older kernels',
    '#if LINUX_VERSION_CODE < KERNEL_VERSION(2,6,35)\n  return true;\n#else\n  return 0;\n#endif',
  ],
])('is silent about %s', (_, checkentry) => {
  expectMarked(checked(checkentry));
});

test('is silent about the handlers of older kernels', () => {
  expectMarked({
    'xt_FOO.c': `
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_target_param *par)
{
  skb->mark = 1;
  return XT_CONTINUE;
}
static bool foo_check(const struct xt_tgchk_param *par)
{
  return true;
}
static struct xt_target foo_reg __read_mostly = {
  .name = "FOO",
  .family = NFPROTO_IPV4,
  .target = foo_tg,
  .checkentry = foo_check,
  .me = THIS_MODULE,
};
MODULE_ALIAS("ipt_FOO");
`,
  });
});

test.each([
  ['  if (par->net)\n    return EINVAL;\n  return 0;', 'return -EINVAL;'],
  ['  if (par->net)\n    return -EINVAL;\n  return 1;', 'return 0;'],
  ['  int ret = EPERM;\n  if (par->net)\n    ret = 0;\n  return ret;', 'ret = -EPERM;'],
])('mends it where that is certain', (checkentry, expected) => {
  expect(fixed(checked(checkentry), 'xt_FOO.c')).toContain(expected);
});

test.each([
  ['where 0 says no', '  if (par->net)\n    return 0;\n  return 1;', ''],
  [
    'in a variable that may be asked',
    '  int ret = 1;\n  if (par->net)\n    ret = -EINVAL;\n  return ret;',
    '',
  ],
  [
    'in a function that others may call',
    '  return foo_net(par);',
    'static int foo_net(void *par) { return 1; }',
  ],
])('mends nothing %s', (_, checkentry, before) => {
  const files = checked(checkentry, before);
  expect(fixed(files, 'xt_FOO.c')).toBe(files['xt_FOO.c']);
});
