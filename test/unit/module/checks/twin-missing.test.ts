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

test('a revision, or a family, that only one half has', () => {
  const [kernel, user] = expectMarked({
    'xt_FOO.c': `static struct xt_target foo_reg[] = {
  { .revision = 1, .name = "FOO" },
  { .revision = 2, .name = "FOO" },
/*                 ^^^^^^^^^^^^^ hint twin-missing */
};
`,
    'libxt_FOO.c': `static struct xtables_target foo_reg[] = {
  { .revision = 0, .name = "FOO" },
/*                 ^^^^^^^^^^^^^ hint twin-missing */
  { .revision = 1, .name = "FOO" },
};
`,
  });
  expect(kernel).toContain('revision 2 for any family of FOO may never be used');
  expect(user).toContain('xt_FOO.c has revision 1 for any family, revision 2 for any family');
});

test('halves that register different names, or different kinds', () => {
  const messages = expectMarked({
    'xt_FOO.c': `static struct xt_target foo_reg = {
  .name = "FOO",
/*^^^^^^^^^^^^^ error twin-missing */
};
`,
    'libxt_FOO.c': `static struct xtables_match foo_reg = {
  .name = "FOO",
/*^^^^^^^^^^^^^ error twin-missing */
};
`,
  });
  expect(messages[0]).toContain('this one registers the target FOO, libxt_FOO.c the match FOO');
});

test.each([
  ['halves that meet', { 'libxt_FOO.c': 'struct xtables_target foo_reg = { .name = "FOO" };' }],
  ['a half alone', {}],
  [
    'a name that nobody here knows',
    { 'libxt_FOO.c': 'struct xtables_target foo_reg = { .name = FOO_NAME };' },
  ],
  ['halves of other files', { 'libxt_BAR.c': 'struct xtables_target foo_reg = { .name = "BAR" };' }],
  [
    'another name for the kernel',
    { 'libxt_FOO.c': 'struct xtables_target foo_reg = { .name = "OLD", .real_name = "FOO" };' },
  ],
])('is silent about %s', (_, files) => {
  expectMarked({ 'xt_FOO.c': 'static struct xt_target foo_reg = { .name = "FOO" };\n', ...files });
});
