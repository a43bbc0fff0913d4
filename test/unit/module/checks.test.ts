// The checks of C: for each a fixture that fires, marked where, and its repaired twin that stays silent.
import { describe, expect, test } from 'vitest';
import { expectMarked, uriOf, workspaceOf } from './support/project';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../server/src/workspace/settings';

const small = 'struct small { __u32 mark; };\n';
const large = 'struct large { __u32 mark; __u8 name[16]; };\n';

const kernel = (body: string, fields: string, structs = small + large) => `${structs}
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
${body}
}
static struct xt_target foo_reg[] __read_mostly = {
  {
    .name = "FOO",
    .target = foo_tg,
${fields}
  },
};
`;

const userspace = (fields: string, structs = small + large) => `${structs}
static struct xtables_target foo_reg = {
    .name = "FOO",
${fields}
};
`;

describe('target-size', () => {
  test('a field behind the end of the data', () => {
    const [message] = expectMarked({
      'xt_FOO.c': kernel(
        '  const struct large *info = par->targinfo;\n  return info->name[0];',
        `    .targetsize = sizeof(struct small),
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error target-size */`,
      ),
    });
    expect(message).toBe(
      '.targetsize is 4 bytes, but foo_tg uses name of struct large, which ends at byte 20: it reaches beyond the data of the rule.',
    );
  });

  test.each([
    ['a declaration', 'const struct large *info = par->targinfo;\n  return info->name[0];'],
    ['an assignment', 'const struct large *info;\n  info = par->targinfo;\n  return info->name[0];'],
    ['a cast', 'return ((const struct large *)par->targinfo)->name[0];'],
    ['a cast that is kept', 'struct large *info = (struct large *)par->targinfo;\n  return info->name[0];'],
  ])('sees through %s', (_, body) => {
    expectMarked({
      'xt_FOO.c': kernel(
        `  ${body}`,
        `    .targetsize = sizeof(struct small),
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error target-size */`,
      ),
    });
  });

  test('a size that is missing', () => {
    const [message] = expectMarked({
      'xt_FOO.c': `${small}
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
  const struct small *info = par->targinfo;
  return info->mark;
}
static struct xt_target foo_reg = {
  .name = "FOO",
/*^^^^^^^^^^^^^ error target-size */
  .target = foo_tg,
};
`,
    });
    expect(message).toContain('.targetsize is missing');
  });

  test('another struct without a use behind the end is worth a hint', () => {
    expectMarked({
      'xt_FOO.c': kernel(
        '  const struct large *info = par->targinfo;\n  return info->mark;',
        `    .targetsize = sizeof(struct small),
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint target-size */`,
      ),
    });
  });

  test.each([
    ['the right struct', '    .targetsize = sizeof(struct large),'],
    ['a size through a macro', '    .targetsize = FOO_SIZE,\n#define FOO_SIZE sizeof(struct large)'],
    ['a size that nobody here knows', '    .targetsize = sizeof(struct elsewhere),'],
    ['fields that a macro sets', '    FOO_COMMON_FIELDS,'],
    ['sizes by configuration', '#ifdef A\n    .targetsize = 4,\n#else\n    .targetsize = 20,\n#endif'],
  ])('is silent about %s', (_, fields) => {
    expectMarked({
      'xt_FOO.c': kernel('  const struct large *info = par->targinfo;\n  return info->name[0];', fields),
    });
  });

  test('is silent about a struct with two definitions', () => {
    const structs = `#ifdef A\n${large}#else\nstruct large { __u64 a[9]; __u8 name[9]; };\n#endif\n${small}`;
    expectMarked({
      'xt_FOO.c': kernel(
        '  const struct large *info = par->targinfo;\n  return info->name[0];',
        '    .targetsize = sizeof(struct small),',
        structs,
      ),
    });
  });

  test('is silent about what padding holds', () => {
    // XT_ALIGN makes eight bytes of four.
    const structs = 'struct small { __u32 a; };\nstruct large { __u32 a, b; };\n';
    expectMarked({
      'xt_FOO.c': kernel(
        '  const struct large *info = par->targinfo;\n  return info->b;',
        '    .targetsize = sizeof(struct small),',
        structs,
      ),
    });
  });

  test('looks into userspace too', () => {
    expectMarked({
      'libxt_FOO.c': `${small}${large}
static void foo_init(struct xt_entry_target *t)
{
  struct large *info = (void *)t->data;
  info->name[0] = 0;
}
static struct xtables_target foo_reg = {
    .name = "FOO",
    .init = foo_init,
    .size = XT_ALIGN(sizeof(struct small)),
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error target-size */
};
`,
    });
  });
});

describe('twin-size', () => {
  test('is reported on both halves, in the words of the kernel', () => {
    const messages = expectMarked({
      'xt_FOO.c': kernel(
        '  return 0;',
        `    .targetsize = sizeof(struct small),
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error twin-size */`,
      ),
      'libxt_FOO.c': userspace(`    .size = XT_ALIGN(sizeof(struct large)),
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error twin-size */`),
    });
    expect(messages).toHaveLength(2);
    for (const message of messages) expect(message).toContain('invalid size 8 (kernel) != (user) 24');
  });

  test('names the other half', () => {
    const workspace = workspaceOf({
      'xt_FOO.c': kernel('  return 0;', '    .targetsize = sizeof(struct small),'),
      'libxt_FOO.c': userspace('    .size = XT_ALIGN(sizeof(struct large)),'),
    });
    const [diagnostic] = diagnose(workspace, uriOf('xt_FOO.c'), defaultSettings);
    expect(diagnostic?.relatedInformation?.[0]?.location.uri).toBe(uriOf('libxt_FOO.c'));
    expect(diagnostic?.data).toMatchObject({ tier: 'module' });
  });

  test.each([
    ['equal structs', '    .size = XT_ALIGN(sizeof(struct small)),'],
    ['another revision', '    .revision = 1,\n    .size = XT_ALIGN(sizeof(struct large)),\n'],
    ['a size that nobody here knows', '    .size = XT_ALIGN(sizeof(struct elsewhere)),'],
  ])('is silent about %s', (_, fields) => {
    const files = {
      'xt_FOO.c': kernel('  return 0;', '    .targetsize = sizeof(struct small),'),
      'libxt_FOO.c': userspace(fields),
    };
    const workspace = workspaceOf(files);
    const codes = Object.keys(files).flatMap((name) => diagnose(workspace, uriOf(name), defaultSettings));
    expect(codes.filter(({ code }) => code === 'twin-size')).toEqual([]);
  });

  test('takes the nearest twin', () => {
    expectMarked({
      'a/xt_FOO.c': kernel('  return 0;', '    .targetsize = sizeof(struct small),'),
      'a/libxt_FOO.c': userspace('    .size = XT_ALIGN(sizeof(struct small)),'),
      'b/libxt_FOO.c': userspace(
        '    .size = XT_ALIGN(sizeof(struct large)),',
        'struct large { __u32 mark; };',
      ),
    });
  });
});

describe('twin-missing', () => {
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
});

describe('option-table', () => {
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
});

describe('file-name', () => {
  test('a file named otherwise than what it registers', () => {
    expectMarked({
      'libxt_BAR.c': `static struct xtables_target foo_reg = {
  .name = "FOO",
/*^^^^^^^^^^^^^ warning file-name */
};
`,
    });
  });

  test.each([
    ['its own name', 'libxt_FOO.c', 'struct xtables_target t = { .name = "FOO" };'],
    [
      'a collection',
      'libxt_NAT.c',
      'struct xtables_target t[] = { { .name = "SNAT" }, { .name = "DNAT" } };',
    ],
    ['a name that nobody here knows', 'libxt_BAR.c', 'struct xtables_target t = { .name = FOO_NAME };'],
    ['a kernel half', 'xt_BAR.c', 'struct xt_target t = { .name = "FOO" };'],
  ])('is silent about %s', (_, name, text) => {
    expectMarked({ [name]: text });
  });
});

test('a check that is off says nothing, and a severity that is set counts', () => {
  const workspace = workspaceOf({ 'libxt_BAR.c': 'struct xtables_target t = { .name = "FOO" };' });
  const withSetting = (setting: 'off' | 'error') =>
    diagnose(workspace, uriOf('libxt_BAR.c'), { ...defaultSettings, severities: { 'file-name': setting } });
  expect(withSetting('off')).toEqual([]);
  expect(withSetting('error')).toMatchObject([{ code: 'file-name', severity: 1 }]);
});
