// Completion in C: fields of the structs that describe an extension, and values that have names; `$0` is the cursor.
import { describe, expect, test } from 'vitest';
import { completeSource } from '../../../server/src/module/features/completion';
import { applyEdits } from '../../support/apply-edits';
import { withCursor } from '../../support/markers';

const offered = (fixture: string) => completeSource(withCursor(fixture), { snippets: true });
const labels = (fixture: string) => offered(fixture).map(({ label }) => label);

/** The text after one of the offers is taken, without placeholders. */
function taken(fixture: string, label: string): string {
  const { text, position } = withCursor(fixture);
  const item = completeSource({ text, position }, { snippets: false }).find((one) => one.label === label);
  const edit = item?.textEdit;
  if (!edit || !('range' in edit)) throw new Error(`${label} is not offered.`);
  return applyEdits(text, [edit]);
}

describe('fields', () => {
  test('those of the struct that are not given yet, wherever they stand', () => {
    const found = labels(
      'static struct xt_target foo_reg = {\n\t.name = "FOO",\n\t$0\n\t.me = THIS_MODULE,\n};\n',
    );
    expect(found).toContain('.target');
    expect(found).toContain('.targetsize');
    expect(found).not.toContain('.name');
    expect(found).not.toContain('.me');
    expect(found).not.toContain('.matchsize');
    expect(found).not.toContain('.x6_parse');
  });

  test.each([
    ['a match', 'static struct xt_match m __read_mostly = { .ma$0 };', '.matchsize'],
    [
      'an element of an array',
      'static struct xt_target r[] = {\n{ .name = "A" },\n{\n.tar$0\n},\n};',
      '.targetsize',
    ],
    ['an element by its number', 'static struct xt_target r[2] = { [1] = { $0 } };', '.revision'],
    ['the userspace half', 'static struct xtables_target t = { .name = "A", .x6$0 };', '.x6_options'],
    ['an option', 'static const struct xt_option_entry o[] = { {.name = "a", $0}, };', '.excl'],
    ['behind a comment', 'static struct xt_match m = { /* } */ .name = "}", // .me = 1\n .m$0 };', '.me'],
    ['what has no end yet', 'static struct xt_target t = {\n\t.name = "A",\n\t.tar$0\n\nint x;\n', '.target'],
  ])('in %s', (_, fixture, label) => {
    expect(labels(fixture)).toContain(label);
  });

  test.each([
    ['between the elements of an array', 'static struct xt_target r[] = { { .name = "A" }, $0 };'],
    ['in other structs', 'static struct nf_hook_ops ops = { .ho$0 };'],
    ['in functions', 'static void f(void)\n{\n\tpar.tar$0\n}'],
    ['in comments', 'static struct xt_target t = { /* .ta$0 */ };'],
    ['in strings', 'static struct xt_target t = { .name = "a.ta$0" };'],
    ['behind the initializer', 'static struct xt_target t = { .name = "A" };\n\n$0'],
    ['in a struct within', 'static struct xt_target t = { .x = { .ta$0 } };'],
  ])('none %s', (_, fixture) => {
    expect(labels(fixture)).toEqual([]);
  });

  test('come with a value to fill in, and with what they mean', () => {
    const found = offered('static struct xt_target t = { .us$0 };').find(
      ({ label }) => label === '.usersize',
    );
    expect(found?.textEdit).toEqual({
      range: { start: { line: 0, character: 30 }, end: { line: 0, character: 33 } },
      newText: '.usersize = offsetof(struct ${1:xt_name_tginfo}, ${2:priv}),',
    });
    expect(found?.documentation).toMatchObject({
      value: expect.stringMatching(/Since Linux 4\.11\.$/) as string,
    });
  });

  test('without placeholders where the editor takes none', () => {
    expect(taken('static struct xt_target t = { .tar$0 };', '.target')).toBe(
      'static struct xt_target t = { .target =  };',
    );
  });
});

describe('values', () => {
  test.each([
    ['a family', '.family = $0', 'NFPROTO_IPV4'],
    ['hooks', '.hooks = (1 << NF_INET_FORWARD) | (1 << NF_$0', 'NF_INET_LOCAL_OUT'],
    ['a table', '.table = $0', '"mangle"'],
    ['a module', '.me = TH$0', 'THIS_MODULE'],
  ])('of %s', (_, field, value) => {
    expect(labels(`static struct xt_target t = { ${field} };`)).toContain(value);
  });

  test.each([
    ['.type = XTT$0', 'XTTYPE_UINT32'],
    ['.flags = XTOPT_MAND | $0', 'XTOPT_PUT'],
  ])('of an option: %s', (field, value) => {
    expect(labels(`static const struct xt_option_entry o[] = {\n\t{.name = "a", ${field}},\n};`)).toContain(
      value,
    );
  });

  test('within quotes', () => {
    expect(taken('static struct xt_target t = { .table = "ma$0", };', '"mangle"')).toBe(
      'static struct xt_target t = { .table = "mangle", };',
    );
  });

  test('none where any expression will do', () => {
    expect(labels('static struct xt_target t = { .targetsize = $0 };')).toEqual([]);
  });
});
