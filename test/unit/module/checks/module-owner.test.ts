import { expect, test } from 'vitest';
import { expectMarked, fixed } from '../support/project';

const module = (fields: string, init = '') => `static struct xt_target foo_reg[] __read_mostly = {
  {
    .name = "FOO",
${fields}
  },
};
static int __init foo_init(void)
{
  ${init}
  return xt_register_targets(foo_reg, ARRAY_SIZE(foo_reg));
}
static void __exit foo_exit(void)
{
  xt_unregister_targets(foo_reg, ARRAY_SIZE(foo_reg));
}
module_init(foo_init);
module_exit(foo_exit);
`;

test('a registration that names no owner', () => {
  const text = module('/*  ^^^^^^^^^^^^^ warning module-owner */\n    .revision = 0,');
  const [message] = expectMarked({ 'xt_FOO.c': text });
  expect(message).toContain('rmmod works while rules use it');
  const repaired = fixed({ 'xt_FOO.c': module('    .revision = 0,') }, 'xt_FOO.c');
  expect(repaired).toContain('    .name = "FOO",\n    .me = THIS_MODULE,\n    .revision = 0,');
  expectMarked({ 'xt_FOO.c': repaired });
});

test('fields in the style of gcc, from before C had one', () => {
  const half = (field: string) =>
    module(field).replace(/\.(name|family|target|targetsize|revision)\s*=/g, '$1:');
  expectMarked({ 'xt_FOO.c': half('/*  ^^^^^^^^^^^ warning module-owner */\n    .revision = 0,') });
});

test.each([
  ['an owner', module('    .me = THIS_MODULE,')],
  ['an owner that a loop sets', module('', 'for (i = 0; i < 1; i++) foo_reg[i].me = THIS_MODULE;')],
  ['a target that a table is made of', module('    .revision = 0,').replace('"FOO"', '"standard"')],
  ['code that is never a module', 'static struct xt_target foo_reg = { .name = "FOO" };\n'],
])('is silent about %s', (_, text) => {
  expectMarked({ 'xt_FOO.c': text });
});
