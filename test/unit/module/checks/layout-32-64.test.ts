import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const module = (struct: string, fields: string) => `${struct}
static struct xt_target foo_reg = {
  .name = "FOO",
  .targetsize = sizeof(struct foo_info),
${fields}
};
`;

const mark = '/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint layout-32-64 */';

test.each([
  ['a long', 'struct foo_info { unsigned long rate; };', 'struct foo_info has 4 bytes instead of 8'],
  [
    '64 bits behind 32',
    'struct foo_info { __u32 mark; __u64 rate; };',
    'rate of struct foo_info lies elsewhere',
  ],
  [
    'a field behind a pointer',
    'struct foo_info { char *name; __u32 mark; __u32 mask; };',
    'mark of struct foo_info lies elsewhere',
  ],
])('%s', (_, struct, expected) => {
  const messages = expectMarked({
    'xt_FOO.c': module(
      struct,
      struct.includes('*') ? `${mark}\n${mark.replace('layout-32-64', 'usersize-missing')}` : mark,
    ),
  });
  expect(messages[0]).toContain(expected);
});

test.each([
  ['types of fixed size', 'struct foo_info { __u32 mark; __u8 mode; };', ''],
  ['aligned 64 bits', 'struct foo_info { __u32 mark; aligned_u64 rate; };', ''],
  ['functions that convert', 'struct foo_info { unsigned long rate; };', '.compatsize = 4,'],
  ['a struct that nobody here knows', 'struct foo_info { struct elsewhere e; };', ''],
])('is silent about %s', (_, struct, fields) => {
  expectMarked({ 'xt_FOO.c': module(struct, fields) });
});
