import { expect, test } from 'vitest';
import { expectMarked, fixed } from '../support/project';

test('a value out of a function that has none', () => {
  const [call, number] = expectMarked({
    'xt_FOO.c': `static void __exit foo_exit(void)
{
  return xt_unregister_target(&foo_reg);
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint return-in-void */
}
static void foo_work(unsigned long data)
{
  if (!data)
    return -EINVAL;
/*  ^^^^^^^^^^^^^^^ warning return-in-void */
}
`,
  });
  expect(call).toContain('may be an error that is lost');
  expect(number).toContain('foo_work is void but returns a value');
});

test.each([
  ['a plain return', 'static void foo(void)\n{\n  return;\n}\n'],
  [
    'the call of a function that has none either',
    'static void bar(void);\nstatic void bar(void)\n{\n}\nstatic void foo(void)\n{\n  return bar();\n}\n',
  ],
  ['a pointer', 'static void *foo(void)\n{\n  return bar();\n}\n'],
  ['a value', 'static int foo(void)\n{\n  return 0;\n}\n'],
])('is silent about %s', (_, text) => {
  expectMarked({ 'xt_FOO.c': text });
});

test('returns nothing instead', () => {
  const text = fixed(
    { 'xt_FOO.c': 'static void foo(int a)\n{\n  if (a)\n    return (-EINVAL);\n}\n' },
    'xt_FOO.c',
  );
  expect(text).toContain('    return;\n');
  expectMarked({ 'xt_FOO.c': text });
});
