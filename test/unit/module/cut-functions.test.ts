// Functions that conditionals cut through: what they are in every configuration, and what is found in them.
import { describe, expect, test } from 'vitest';
import { activityOf } from '../../../server/src/module/model/calls';
import { configurationsOf } from '../../../server/src/module/model/configurations/configurations';
import { kernelHalf } from './support/kernel-half';
import { expectMarked, service, uriOf } from './support/project';

const functionsIn = (text: string) => service.read(uriOf('xt_FOO.c'), text).model.functions;

describe('the configurations of a text', () => {
  const taken = (text: string) => configurationsOf(text).map((one) => one.replace(/\s+/g, ''));

  test.each([
    ['#ifdef A\na\n#else\nb\n#endif', ['a', 'b']],
    ['#ifdef A\na\n#endif\n#ifndef A\nb\n#endif', ['a', 'b']],
    ['#ifdef A\na\n#elif defined(B)\nb\n#endif', ['a', 'b', '']],
    ['#ifdef A\na\n#ifdef B\nb\n#endif\n#endif', ['ab', 'a', '']],
    ['#if LINUX_VERSION_CODE >= KERNEL_VERSION(5,10,0)\na\n#else\nb\n#endif', ['a', 'b']],
    [
      '#if LINUX_VERSION_CODE < KERNEL_VERSION(3,0,0)\na\n#elif LINUX_VERSION_CODE < KERNEL_VERSION(4,4,0)\nb\n#else\nc\n#endif',
      ['c', 'b', 'a'],
    ],
    ['#if LINUX_VERSION_CODE \\\n < KERNEL_VERSION(3,0,0)\na\n#endif\nb', ['b', 'ab']],
    ['/* \n#ifdef A\n*/ b', ['/*#ifdefA*/b']],
  ])('%j', (text, expected) => {
    expect(taken(text)).toEqual(expected);
  });

  test('every position stays', () => {
    const text = '#ifdef A\r\n  a;\r\n#else\r\n  b;\r\n#endif\r\n';
    expect(configurationsOf(text)[1]).toBe('        \r\n    \r\n     \r\n  b;\r\n      \r\n');
  });

  test('too many are none', () => {
    expect(
      configurationsOf(['A', 'B', 'C', 'D'].map((name) => `#ifdef ${name}\nx\n#endif`).join('\n')),
    ).toEqual([]);
  });
});

test('a head of its own for older kernels', () => {
  const [foo, ...others] = functionsIn(`#if LINUX_VERSION_CODE < KERNEL_VERSION(2,6,35)
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_target_param *par)
#else
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
#endif
{
  return XT_CONTINUE;
}
`);
  expect(others).toEqual([]);
  expect(foo?.parameters.map(({ type }) => type.name)).toEqual(['struct sk_buff', 'struct xt_action_param']);
  expect(foo?.nameRange.start.line).toBe(3);
});

test('what it does is all that it may do', () => {
  const [foo] = functionsIn(`static int foo(struct sk_buff *skb)
{
  int err = foo_first(skb);
#ifdef CONFIG_IPV6
  if (foo_asks(skb) < err) {
#else
  if (foo_demands(skb) < err) {
#endif
    foo_last(skb);
  }
  return err;
}
`);
  const activity = foo && activityOf(foo);
  expect(activity?.calls.map(({ callee, conditional }) => [callee, conditional])).toEqual([
    ['foo_first', false],
    ['foo_asks', true],
    ['foo_demands', true],
    ['foo_last', true],
  ]);
  expect(activity?.locals.map(({ name }) => name)).toEqual(['err']);
  expect(activity?.incomplete).toBe(false);
});

test('a function that cannot be read in one of them stays unread', () => {
  const functions = functionsIn(`static int foo(struct sk_buff *skb)
{
#ifdef CONFIG_IPV6
  if (skb->len) {
#else
  if (skb->len { } ) {
#endif
    kfree_skb(skb);
  }
  return skb->len;
}
`);
  expect(functions.filter(({ incomplete }) => !incomplete)).toEqual([]);
});

const handler = (older: string, newer: string, rest: string) => ({
  'xt_FOO.c': kernelHalf({
    handler: `  struct sk_buff *copy = skb_copy(skb, GFP_ATOMIC);
  if (!copy)
    return XT_CONTINUE;
#if LINUX_VERSION_CODE < KERNEL_VERSION(4,4,0)
${older}
#else
${newer}
#endif
${rest}`,
  }),
});

test('a fault is told once, whichever configurations have it', () => {
  const [leak, used] = expectMarked(
    handler(
      '  if (foo_route(skb))',
      '  if (foo_route(xt_net(par), skb))',
      `  {
    return NF_DROP;
/*  ^^^^^^^^^^^^^^^ warning skb-leak */
  }
  kfree_skb(copy);
  copy->mark = 1;
/*^^^^ error skb-use-after-free */
  return XT_CONTINUE;`,
    ),
  );
  expect(leak).toContain('copy from skb_copy()');
  expect(used).toContain('was freed by kfree_skb()');
});

test('so is one that a single configuration has', () => {
  expectMarked(
    handler(
      '  if (copy->len) {',
      '  if (copy->len) {\n    kfree_skb(copy);',
      `    copy->mark = 1;
/*  ^^^^ error skb-use-after-free */
  }
  kfree_skb(copy);
/*          ^^^^ error skb-use-after-free */
  return XT_CONTINUE;`,
    ),
  );
});

test('nothing is told of what is right in each of them', () => {
  expectMarked(
    handler(
      '  if (copy->len) {\n    kfree_skb(copy);',
      '  if (copy->len > 3) {\n    consume_skb(copy);',
      `    return NF_DROP;
  }
  kfree_skb(copy);
  return XT_CONTINUE;`,
    ),
  );
});
