import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const half = (fields: string, save: string, kind = 'target') => `
static const struct xt_option_entry foo_opts[] = {
  {.name = "mark", .id = 0, .type = XTTYPE_UINT32},
  XTOPT_TABLEEND,
};
static void foo_print(const void *ip, const struct xt_entry_${kind} *entry, int numeric)
{
  printf(" FOO mark");
}
static void foo_save(const void *ip, const struct xt_entry_${kind} *entry)
{
${save}
}
static struct xtables_${kind} foo_reg = {
  .name = "FOO",
${fields}
  .x6_options = foo_opts,
};
`;

const good = '  printf(" --mark 0x%x", 1);';

test('a half that prints nothing', () => {
  const [message] = expectMarked({
    'libxt_FOO.c': half('/*^^^^^^^^^^^^^ warning print-missing */\n  .save = foo_save,', good),
  });
  expect(message).toBe('FOO has no .print: iptables -L shows nothing of its options.');
});

test.each([
  ['target', 'iptables-save ends with "missing save function"'],
  ['match', 'a saved rule has lost its options'],
])('a %s that saves nothing', (kind, outcome) => {
  const [message] = expectMarked({
    'libxt_FOO.c': half(
      '/*^^^^^^^^^^^^^ warning print-missing */\n  .print = foo_print, .save = NULL,',
      good,
      kind,
    ),
  });
  expect(message).toContain(outcome);
});

test('an option that is saved and not taken', () => {
  const [message] = expectMarked({
    'libxt_FOO.c': half(
      '  .print = foo_print, .save = foo_save,',
      `  printf(" --mark 0x%x", 1);
  printf(" ! --set-mark %u", 1);
/*       ^^^^^^^^^^^^^^^^^^ error print-missing */`,
    ),
  });
  expect(message).toContain('.save writes --set-mark, which FOO does not take');
});

test.each([
  ['both functions', '  .print = foo_print, .save = foo_save,', good],
  [
    'a name that is put together',
    '  .print = foo_print, .save = foo_save,',
    '  printf(" --%s-mark --log-%s", "set", "a");',
  ],
  ['a bridge, which saves by printing', '  .print = foo_print, .family = NFPROTO_BRIDGE,', good],
  ['functions that code sets', '', 'foo_reg.save = foo_save; foo_reg.print = foo_print;'],
])('is silent about %s', (_, fields, save) => {
  expectMarked({ 'libxt_FOO.c': half(fields, save) });
});

test('is silent about tables that nobody here can read', () => {
  const text = half('  .print = foo_print, .save = foo_save,', '  printf(" --set-mark %u", 1);');
  expectMarked({ 'libxt_FOO.c': text.replace('{.name = "mark"', 'FOO_OPTIONS, {.name = "mark"') });
});

test('is silent about an extension without options', () => {
  expectMarked({ 'libxt_FOO.c': 'static struct xtables_target foo_reg = { .name = "FOO" };\n' });
});
