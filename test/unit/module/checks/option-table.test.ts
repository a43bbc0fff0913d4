import { expect, test } from 'vitest';
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

const info = 'struct foo_info { __u8 mode; __u32 mark; char name[16]; };\n';

test('values that cannot be stored where the table says', () => {
  const messages = expectMarked({
    'libxt_FOO.c': `${info}#define s struct foo_info
static const struct xt_option_entry foo_opts[] = {
  {.name = "mark", .id = 0, .type = XTTYPE_UINT8, .flags = XTOPT_MAND | XTOPT_PUT, XTOPT_POINTER(s, mark)},
/*                                  ^^^^^^^^^^^^ error option-table */
  {.name = "mode", .id = 1, .type = XTTYPE_MARKMASK32, .flags = XTOPT_PUT, XTOPT_POINTER(s, mode)},
/*                                  ^^^^^^^^^^^^^^^^^ error option-table */
  {.name = "name", .id = 2, .type = XTTYPE_STRING, XTOPT_POINTER(struct foo_info, name)},
/*         ^^^^^^ error option-table */
  {.name = "fine", .id = 3, .type = XTTYPE_UINT32, .flags = XTOPT_PUT, XTOPT_POINTER(struct foo_info, mark)},
  XTOPT_TABLEEND,
};
`,
  });
  expect(messages).toEqual([
    expect.stringContaining('--mark stores 1 bytes of XTTYPE_UINT8, but mark has 4'),
    expect.stringContaining('XTTYPE_MARKMASK32 "cannot be combined with XTOPT_PUT"'),
    expect.stringContaining('--name has an XTOPT_POINTER but no XTOPT_PUT'),
  ]);
});

test('options that nobody tells apart', () => {
  expectMarked({
    'libxt_FOO.c': `static const struct option foo_opts[] = {
  {.name = "a", .has_arg = true, .val = 1},
  {.name = "b", .has_arg = false, .val = 1},
/*                                       ^ hint option-table */
  {.name = "c", .has_arg = true, .val = 1},
/*                                      ^ hint option-table */
  {.name = "a", .has_arg = true, .val = 3},
/*         ^^^ hint option-table */
  XT_GETOPT_TABLEEND,
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
  [
    'two names of one option',
    'static const struct xt_option_entry o[] = { {.name = "a", .id = 1, .type = 3}, {.name = "b", .id = 1, .type = 3}, XTOPT_TABLEEND };',
  ],
  [
    'a field that nobody here knows',
    'static const struct xt_option_entry o[] = { {.name = "a", .type = XTTYPE_UINT8, .flags = XTOPT_PUT, XTOPT_POINTER(struct e, f)}, XTOPT_TABLEEND };',
  ],
  [
    'flags that nobody here knows',
    'static const struct xt_option_entry o[] = { {.name = "a", .type = XTTYPE_NONE, .flags = FOO_FLAGS}, XTOPT_TABLEEND };',
  ],
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
