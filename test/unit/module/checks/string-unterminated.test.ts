import { expect, test } from 'vitest';
import { kernelHalf } from '../support/kernel-half';
import { expectMarked } from '../support/project';

const info = '  const struct xt_foo_info *info = par->targinfo;';

test('a name that is printed', () => {
  const [message] = expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: `${info}
  pr_info("rule %u of %s\\n", info->mark, info->name);
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning string-unterminated */
  return XT_CONTINUE;`,
    }),
  });
  expect(message).toBe(
    'pr_info reads name up to its NUL, and no .checkentry of FOO sees to it that there is one: a rule with name full makes the kernel read past it.',
  );
});

test('a name that is printed at a level that is written before the text', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: `${info}
  printk(KERN_INFO "rule of %s\\n", info->name);
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning string-unterminated */
  return XT_CONTINUE;`,
    }),
  });
});

test('a name that is measured, by a function that checkentry calls', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      before: `static int foo_measure(const struct xt_foo_info *info)
{
  return strlen(info->name) > 3 ? 0 : -EINVAL;
/*       ^^^^^^^^^^^^^^^^^^ warning string-unterminated */
}`,
      checkentry: `${info}\n  if (info->name[0] == '\\0')\n    return -EINVAL;\n  return foo_measure(info);`,
    }),
  });
});

test('a comparison may end before the array does', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: `${info}
  if (strcmp(info->name, foo_name) == 0)
/*    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint string-unterminated */
    return NF_DROP;
  return XT_CONTINUE;`,
    }),
  });
});

const printing = `${info}\n  pr_info("%s\\n", info->name);\n  return XT_CONTINUE;`;

test.each([
  ['its last character', "  if (info->name[sizeof(info->name) - 1] != '\\0')\n    return -EINVAL;"],
  ['its length', '  if (strnlen(info->name, sizeof(info->name)) == sizeof(info->name))\n    return -EINVAL;'],
  ['what another file looks at', '  if (foo_is_bad(info->name))\n    return -EINVAL;'],
])('is silent where checkentry looks at %s', (_, look) => {
  expectMarked({
    'xt_FOO.c': kernelHalf({ handler: printing, checkentry: `${info}\n${look}\n  return 0;` }),
  });
});

test('is silent where checkentry ends it', () => {
  expectMarked({
    'xt_FOO.c': kernelHalf({
      handler: printing,
      checkentry: "  struct xt_foo_info *info = par->targinfo;\n  info->name[15] = '\\0';\n  return 0;",
    }),
  });
});

test.each([
  ['a length in the format', 'pr_info("%.16s\\n", info->name)'],
  ['a length beside it', 'pr_info("%.*s\\n", 16, info->name)'],
  ['what another function does with it', 'foo_use(info->name)'],
  ['a number', 'pr_info("%u\\n", info->mark)'],
  ['a function that knows the length', 'memcmp(info->name, foo_name, 16)'],
])('is silent about %s', (_, use) => {
  expectMarked({ 'xt_FOO.c': kernelHalf({ handler: `${info}\n  ${use};\n  return XT_CONTINUE;` }) });
});
