// C → rows of facts: what a rule file may write after `-j FOO` is what libxt_FOO.c and xt_FOO.c say.
import { describe, expect, test } from 'vitest';
import { readHelp } from '../../../server/src/module/model/help-text';
import type { OptionFact } from '../../../server/src/rules/facts/fact';
import { kernelHalf, header, userspaceHalf } from '../../lsp/support/fixture';
import { workspaceOf, type Files } from './support/project';

const learned = (files: Files) =>
  workspaceOf(files).catalog.extensions.filter((row) => row.learned !== undefined);

const library = (rows: string, more = '') => ({
  'libxt_FOO.c': `enum { O_A, O_B, O_C };
${more}
static const struct xt_option_entry o[] = {
${rows}
XTOPT_TABLEEND,
};
static struct xtables_match m = { .name = "foo", .x6_options = o, .help = foo_help };
`,
});

function optionOf(row: string, more = ''): OptionFact | undefined {
  return learned(library(row, more))[0]?.options[0];
}

test('an extension with both halves', () => {
  const files = { 'xt_FOO.h': header, 'xt_FOO.c': kernelHalf, 'libxt_FOO.c': userspaceHalf };
  expect(learned(files)).toMatchObject([
    {
      kind: 'target',
      name: 'FOO',
      families: ['ipv4', 'ipv6'],
      tables: ['mangle'],
      options: [{ name: 'set-mark', value: 'integer', minimum: 0, maximum: 0xffffffff, mandatory: true }],
      learned: { from: '/w/libxt_FOO.c' },
    },
  ]);
  expect(learned(files)[0]?.hooks).toBeUndefined();
});

test('a kernel half alone teaches where rules may stand, unless iptables itself has the extension', () => {
  expect(learned({ 'xt_FOO.h': header, 'xt_FOO.c': kernelHalf })).toMatchObject([
    { name: 'FOO', options: [], undescribed: true, tables: ['mangle'] },
  ]);
  expect(learned({ 'xt_FOO.h': header, 'xt_TOS.c': kernelHalf.replace('"FOO"', '"TOS"') })).toEqual([]);
});

describe('options of an x6 table', () => {
  test.each([
    ['no type', '{.name = "a"},', { value: 'none' }],
    [
      'bounds',
      '{.name = "a", .type = XTTYPE_UINT8, .min = 2, .max = 9},',
      { value: 'integer', minimum: 2, maximum: 9 },
    ],
    ['bounds of the type', '{.name = "a", .type = XTTYPE_UINT16},', { minimum: 0, maximum: 65535 }],
    [
      'flags',
      '{.name = "a", .type = XTTYPE_STRING, .flags = XTOPT_INVERT | XTOPT_MULTI},',
      { invertible: true, repeatable: true },
    ],
    ['a type that nobody here knows', '{.name = "a", .type = XTTYPE_FUTURE},', { value: 'unknown' }],
    [
      'exclusion',
      '{.name = "a", .id = O_A, .excl = 1 << O_B}, {.name = "b", .id = O_B}, {.name = "c", .id = O_C},',
      { excludes: ['b'] },
    ],
    [
      'company',
      '{.name = "a", .id = O_A, .also = (1 << O_B) | (1 << O_C)}, {.name = "b", .id = O_B}, {.name = "c", .id = O_C},',
      { requires: ['b', 'c'] },
    ],
  ])('%s', (_, row, expected) => {
    expect(optionOf(row)).toMatchObject(expected);
  });

  test('are explained by what the help prints', () => {
    const help =
      'static void foo_help(void) { printf("foo options:\\n"\n"  [!] --a value   What a does,\\n"\n"                  and more\\n"); }';
    expect(optionOf('{.name = "a", .type = XTTYPE_UINT8},', help)?.explanation).toBe('What a does, and more');
  });
});

test('options of a getopt table: a value or none, and nothing that code decides', () => {
  const [row] = learned({
    'libxt_FOO.c': `static const struct option o[] = { {"with", true, NULL, 1}, {.name = "without", .val = 2}, {NULL} };
static struct xtables_target t = { .name = "FOO", .extra_opts = o };`,
  });
  expect(row?.options).toMatchObject([
    { name: 'with', value: 'unknown' },
    { name: 'without', value: 'none' },
  ]);
  expect(row?.options.some(({ mandatory }) => mandatory)).toBe(false);
});

test('where the kernel admits it: what any registration allows', () => {
  const userspace = library('{.name = "a"},');
  const kernel = (fields: string) => ({
    'xt_FOO.c': `static struct xt_match m[] = { ${fields} };`,
    ...userspace,
  });
  expect(
    learned(
      kernel(
        '{ .name = "foo", .table = "nat", .hooks = 1 << NF_INET_FORWARD, .proto = IPPROTO_TCP }, { .name = "foo", .table = "raw", .hooks = 1 << NF_INET_LOCAL_IN, .proto = IPPROTO_UDP }',
      ),
    ),
  ).toMatchObject([{ tables: ['nat', 'raw'], hooks: ['INPUT', 'FORWARD'], protocols: ['tcp', 'udp'] }]);
  const [anywhere] = learned(
    kernel('{ .name = "foo", .table = "nat", .hooks = 4 }, { .name = "foo", .table = T }'),
  );
  expect([anywhere?.tables, anywhere?.hooks]).toEqual([undefined, undefined]);
});

test('the highest revision of a file counts, family by family', () => {
  const rows = learned({
    'libxt_FOO.c': `static const struct xt_option_entry a[] = { {.name = "old"}, XTOPT_TABLEEND };
static const struct xt_option_entry b[] = { {.name = "new"}, XTOPT_TABLEEND };
static struct xtables_target t[] = {
  { .name = "FOO", .revision = 1, .family = NFPROTO_IPV4, .x6_options = b },
  { .name = "FOO", .revision = 0, .family = NFPROTO_UNSPEC, .x6_options = a },
};`,
  });
  expect(rows.map(({ families, options }) => [families, options.map(({ name }) => name)])).toEqual([
    [['ipv4'], ['new']],
    [['ipv6'], ['old']],
  ]);
});

test('two files that disagree are believed as far as they agree', () => {
  const files = {
    'a/libxt_FOO.c': library('{.name = "x", .flags = XTOPT_MAND, .type = XTTYPE_UINT8}, {.name = "y"},')[
      'libxt_FOO.c'
    ],
    'b/libxt_FOO.c': library('{.name = "x", .type = XTTYPE_STRING}, {.name = "y"}, {.name = "z"},')[
      'libxt_FOO.c'
    ],
  };
  const [row, ...others] = learned(files);
  expect(others).toEqual([]);
  expect(row?.options).toMatchObject([
    { name: 'x', value: 'unknown' },
    { name: 'y', value: 'none' },
    { name: 'z' },
  ]);
  expect(row?.options.some(({ mandatory }) => mandatory)).toBe(false);
});

test('the catalog stays the same object while the C teaches the same', () => {
  const workspace = workspaceOf({ 'xt_FOO.h': header, 'xt_FOO.c': kernelHalf, 'libxt_FOO.c': userspaceHalf });
  const before = workspace.catalog;
  workspace.setDocument('file:///w/xt_FOO.c', 'source', `${kernelHalf}\nint x;\n`);
  expect(workspace.catalog).toBe(before);
  workspace.setDocument('file:///w/libxt_FOO.c', 'source', userspaceHalf.replace('set-mark', 'mark'));
  expect(workspace.catalog).not.toBe(before);
});

test('help that says nothing of options explains none', () => {
  expect(readHelp('FOO has no options.\n\n  -- not one\n').size).toBe(0);
  expect(readHelp('--a\n--b=<x>\ttext').get('b')).toEqual({ placeholder: '<x>', explanation: 'text' });
});

test('adds to an extension of iptables what its source has beyond, and takes nothing away', () => {
  const table = `enum { O_GATEWAY, O_SPEED };
static const struct xt_option_entry tee_opts[] = {
	{.name = "gateway", .id = O_GATEWAY, .type = XTTYPE_STRING},
	{.name = "speed", .id = O_SPEED, .type = XTTYPE_UINT8},
	XTOPT_TABLEEND,
};
static struct xtables_target tee_reg = {
	.name = "TEE", .family = NFPROTO_UNSPEC, .x6_options = tee_opts,
};
`;
  const options = workspaceOf({ 'libxt_TEE.c': table }).catalog.target('TEE', 'ipv4')?.options ?? [];
  expect(options.map(({ name, value }) => [name, value])).toEqual([
    ['gateway', 'address'],
    ['oif', 'string'],
    ['speed', 'integer'],
  ]);
});
