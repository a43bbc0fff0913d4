import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

test('a name that does not fit, in either half', () => {
  const [kernel, user] = expectMarked({
    'xt_FOO.c': `static struct xt_target foo_reg = {
  .name = "ABCDEFGHIJKLMNOPQRSTUVWXYZABC",
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error name-too-long */
};
`,
    'libxt_BAR.c': `#define NAME "ABCDEFGHIJKLMNOPQRSTUVWXYZ" "ABCDE"
static struct xtables_match foo_reg = {
  .name = "BAR",
  .version = XTABLES_VERSION,
  .real_name = NAME,
/*^^^^^^^^^^^^^^^^^ error name-too-long */
};
`,
  });
  expect(kernel).toContain('has 29 characters, but the entry of a rule holds 28: no rule can ever name it.');
  expect(user).toContain('has 31 characters');
  expect(user).toContain('"invalid real name"');
});

test('is silent about 28 characters', () => {
  expectMarked({
    'xt_FOO.c': 'static struct xt_target foo_reg = { .name = "ABCDEFGHIJKLMNOPQRSTUVWXYZAB" };\n',
  });
});
