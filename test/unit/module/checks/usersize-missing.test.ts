import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const module = (fields: string, pointer = 'struct foo_state *state __attribute__((aligned(8)));') => `
struct foo_info {
  __u32 mark;
  ${pointer}
};
static struct xt_match foo_reg[] = {
  {
    .name = "foo",
    .matchsize = sizeof(struct foo_info),
${fields}
  },
};
`;

test('a pointer of the kernel that userspace sees', () => {
  const [message] = expectMarked({
    'xt_foo.c': module('/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint usersize-missing */'),
  });
  expect(message).toContain('may show state of struct foo_info to userspace');
});

test('is certain where the kernel is known to have the field', () => {
  expectMarked({
    'xt_foo.c': `${module('/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning usersize-missing */')}
struct bar_info { __u32 mark; void *own; };
static struct xt_match bar_reg = {
  .name = "bar",
  .matchsize = sizeof(struct bar_info),
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint layout-32-64 */
  .usersize = offsetof(struct bar_info, own),
};
`,
  });
});

test('a size that takes the pointer in', () => {
  const [message] = expectMarked({
    'xt_foo.c': module(`    .usersize = sizeof(struct foo_info),
/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning usersize-missing */`),
  });
  expect(message).toContain('.usersize is 16 bytes, but state of struct foo_info begins at byte 8');
});

test.each([
  ['a size up to the pointer', '    .usersize = offsetof(struct foo_info, state),', undefined],
  ['no pointer', '', '__u32 value;'],
  ['a struct that nobody here knows', '', 'struct elsewhere inner;'],
])('is silent about %s', (_, fields, pointer) => {
  expectMarked({ 'xt_foo.c': module(fields, pointer) });
});

test('sees a pointer in a struct or a union inside', () => {
  expectMarked({
    'xt_foo.c': module(
      '/*  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint usersize-missing */',
      'union { __u64 place __attribute__((aligned(8))); struct { void *own; } kept; } u;',
    ),
  });
});
