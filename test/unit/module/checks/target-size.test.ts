import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';
import { large, small, sizedKernelHalf as kernel } from '../support/sized-halves';

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

test.each([
  [
    'a struct that has no name but its typedef',
    'typedef struct { __u32 mark; __u32 list[4]; } foo_t;',
    'foo_t',
    '__u32',
  ],
  [
    'a typedef of a struct',
    'struct foo { __u32 mark; __u32 list[4]; };\ntypedef struct foo foo_t;',
    'foo_t',
    '__u32',
  ],
  [
    'a type that brings its alignment',
    'struct foo { __u32 mark; __aligned_u64 list; };',
    'struct foo',
    '__u64',
  ],
])('%s', (_, structs, type, measured) => {
  expectMarked({
    'xt_FOO.c': kernel(
      `  const ${type} *info = par->targinfo;\n  return info->list ? NF_DROP : XT_CONTINUE;`,
      `    .targetsize = sizeof(${measured}),\n/*  ${'^'.repeat(`.targetsize = sizeof(${measured})`.length)} error target-size */`,
      `${structs}\n`,
    ),
  });
});

test('is silent about a typedef of a packed struct', () => {
  expectMarked({
    'xt_FOO.c': kernel(
      '  const foo_t *info = par->targinfo;\n  return info->list ? NF_DROP : XT_CONTINUE;',
      '    .targetsize = 8,',
      'typedef struct { __u8 mark; __u64 list; } __packed foo_t;\n',
    ),
  });
});
