import { test } from 'vitest';
import { expectMarked } from '../support/project';

test('an x6 table without its end, and an id that is no bit', () => {
  expectMarked({
    'libxt_FOO.c': `enum { O_A, O_B = 32 };
static const struct xt_option_entry foo_opts[] = {
/*                                  ^^^^^^^^ error option-table */
  {.name = "a", .id = O_A, .type = XTTYPE_UINT8},
  {.name = "b", .id = O_B, .type = XTTYPE_UINT8},
/*                    ^^^ error option-table */
};
`,
  });
});

test('a getopt table without its end, and a value out of bounds', () => {
  expectMarked({
    'libxt_FOO.c': `static const struct option foo_opts[] = {
/*                         ^^^^^^^^ error option-table */
  {.name = "a", .has_arg = true, .val = 256},
/*                                      ^^^ error option-table */
  {"b", 1, NULL, 'b'},
};
static struct xtables_target foo_reg = { .name = "FOO", .extra_opts = foo_opts };
`,
  });
});

test.each([
  [
    'XTOPT_TABLEEND',
    'static const struct xt_option_entry o[] = { {.name = "a", .id = 31}, XTOPT_TABLEEND };',
  ],
  ['an end that a macro may be', 'static const struct xt_option_entry o[] = { {.name = "a"}, MY_END };'],
  ['a table of another program', 'static struct option o[] = { {"a", 0, NULL, 300} };'],
  [
    '{NULL}',
    'static struct option o[] = { {"a", 0, 0, 1}, {NULL} };\nstruct xtables_match m = { .name = "FOO", .extra_opts = o };',
  ],
  [
    '{}',
    'static struct option o[] = { {"a", 0, 0, 1}, {} };\nstruct xtables_match m = { .name = "FOO", .extra_opts = o };',
  ],
])('is silent about %s', (_, text) => {
  expectMarked({ 'libxt_FOO.c': text });
});
