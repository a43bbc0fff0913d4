import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const half = (fields: string, check: string, row = '{.name = "mark", .has_arg = true, .val = 1},') => `
static const struct option foo_opts[] = {
  ${row}
  XT_GETOPT_TABLEEND,
};
static void foo_check(unsigned int flags)
{
${check}
}
static struct xtables_target foo_reg = {
  ${fields}
  .extra_opts = foo_opts,
};
`;

test('a check that checks nothing', () => {
  const [message] = expectMarked({
    'libxt_FOO.c': half('.name = "FOO", .final_check = foo_check,', '  /* later */').replace(
      'foo_check(unsigned int flags)\n',
      'foo_check(unsigned int flags)\n/*          ^^^^^^^^^ hint option-unchecked */\n',
    ),
  });
  expect(message).toBe(
    'foo_check checks nothing: a rule that names FOO without --mark is taken, which may not be meant.',
  );
});

test('no check, and no defaults', () => {
  const [message] = expectMarked({
    'libxt_FOO.c': half('.name = "FOO",\n/*^^^^^^^^^^^^^ hint option-unchecked */', ''),
  });
  expect(message).toContain('is taken with zeros');
});

test.each([
  [
    'a check',
    '.name = "FOO", .final_check = foo_check,',
    '  if (!flags) xtables_error(PARAMETER_PROBLEM, "FOO: --mark!");',
  ],
  ['defaults', '.name = "FOO", .init = foo_init,', ''],
  ['a check that nobody here knows', '.name = "FOO", .final_check = elsewhere,', ''],
])('is silent about %s', (_, fields, check) => {
  expectMarked({ 'libxt_FOO.c': half(fields, check) });
});

test('is silent about a switch', () => {
  expectMarked({
    'libxt_FOO.c': half('.name = "FOO",', '', '{.name = "fast", .has_arg = false, .val = 1},'),
  });
});

test('is silent about an x6 option that is demanded', () => {
  expectMarked({
    'libxt_FOO.c': `static const struct xt_option_entry foo_opts[] = {
  {.name = "mark", .id = 0, .type = XTTYPE_UINT32, .flags = XTOPT_MAND},
  XTOPT_TABLEEND,
};
static struct xtables_target foo_reg = { .name = "FOO", .x6_options = foo_opts };
`,
  });
});
