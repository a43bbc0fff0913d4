import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

test('no revision in common', () => {
  const messages = expectMarked({
    'xt_FOO.c': `static struct xt_target foo_reg = {
  .name = "FOO",
/*^^^^^^^^^^^^^ error twin-missing */
  .revision = 2,
};
`,
    'libxt_FOO.c': `static struct xtables_target foo_reg = {
  .name = "FOO",
/*^^^^^^^^^^^^^ error twin-missing */
  .revision = 1,
};
`,
  });
  expect(messages[0]).toContain('revision 2 for any family here, revision 1 for any family in libxt_FOO.c');
});

test('no family in common', () => {
  expectMarked({
    'xt_FOO.c': `static struct xt_match foo_reg = {
  .name = "foo",
/*^^^^^^^^^^^^^ error twin-missing */
  .family = NFPROTO_IPV6,
};
`,
    'libxt_foo.c': `static struct xtables_match foo_reg = {
  .name = "foo",
/*^^^^^^^^^^^^^ error twin-missing */
  .family = NFPROTO_IPV4,
};
`,
  });
});

test('is silent when one revision meets, and about a match and a target of one name', () => {
  expectMarked({
    'xt_FOO.c': `static struct xt_target foo_reg[] = { { .name = "FOO", .revision = 1 }, { .name = "FOO", .revision = 2 } };
static struct xt_match bar_reg = { .name = "BAR", .revision = 3 };
`,
    'libxt_FOO.c': `static struct xtables_target foo_reg[] = { { .name = "FOO", .revision = 0 }, { .name = "FOO", .revision = 1 } };
static struct xtables_target bar_reg = { .name = "BAR", .revision = 0 };
`,
  });
});
