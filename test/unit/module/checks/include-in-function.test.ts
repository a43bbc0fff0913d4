import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const module = (inside: string) => `#include <linux/module.h>
static unsigned int foo_tg(struct sk_buff *skb, const struct xt_action_param *par)
{
#ifdef CONFIG_NF_CONNTRACK
${inside}
#endif
  return XT_CONTINUE;
}
`;

test('a header of the kernel within a function', () => {
  const [message] = expectMarked({
    'xt_FOO.c': module(`#include <net/netfilter/nf_conntrack.h>
/*       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning include-in-function */`),
  });
  expect(message).toContain('<net/netfilter/nf_conntrack.h> is included within foo_tg');
});

test.each([
  ['a file of one’s own', '#include "foo_table.h"'],
  ['what is no header', '#include <foo/table.inc>'],
  ['no include', ''],
])('is silent about %s', (_, inside) => {
  expectMarked({ 'xt_FOO.c': module(inside) });
});
