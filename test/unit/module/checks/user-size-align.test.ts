import { expect, test } from 'vitest';
import { expectMarked, fixed } from '../support/project';

const userspace = (size: string) => `struct foo_info { __u32 mark; };
struct even_info { __u32 mark[2]; };
static struct xtables_target foo_reg = {
  .version = XTABLES_VERSION,
  .name = "FOO",
  ${size}
};
`;

test('a size that is no multiple of the alignment', () => {
  const [message] = expectMarked({
    'libxt_FOO.c': userspace(`.size = sizeof(struct foo_info),
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error user-size-align */`),
  });
  expect(message).toContain('"has invalid size 4"');
  const repaired = fixed({ 'libxt_FOO.c': userspace('.size = sizeof(struct foo_info),') }, 'libxt_FOO.c');
  expect(repaired).toContain('.size = XT_ALIGN(sizeof(struct foo_info)),');
  expectMarked({ 'libxt_FOO.c': repaired });
});

test.each([
  ['XT_ALIGN', '.size = XT_ALIGN(sizeof(struct foo_info)),'],
  ['a struct of eight bytes', '.size = sizeof(struct even_info),'],
  ['a struct that nobody here knows', '.size = sizeof(struct elsewhere),'],
  ['a macro that nobody here knows', '.size = IPT_ALIGN(sizeof(struct foo_info)),'],
  ['no data', ''],
])('is silent about %s', (_, size) => {
  expectMarked({ 'libxt_FOO.c': userspace(size) });
});
