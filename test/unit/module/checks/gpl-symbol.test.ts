// gpl-symbol: what is known without a target; by a Module.symvers it is judged in test/unit/workspace/kernel-headers.test.ts.
import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

const module = (body: string, license: string, before = '') => `#include <linux/module.h>
${before}
static void foo(struct net *net, struct sk_buff *skb)
{
${body}
}
MODULE_LICENSE("${license}");
`;

test('a module under another licence', () => {
  const [message] = expectMarked({
    'xt_FOO.c': module(
      `  ip_local_out(net, NULL, skb);
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error gpl-symbol */`,
      'Proprietary',
    ),
  });
  expect(message).toBe(
    'ip_local_out is only for modules under the GPL; modpost refuses it to one whose licence is "Proprietary".',
  );
});

test.each(['GPL', 'GPL v2', 'Dual BSD/GPL', 'Dual MIT/GPL'])('%s is the GPL', (license) => {
  expectMarked({ 'xt_FOO.c': module('	ip_local_out(net, NULL, skb);', license) });
});

test.each([
  ['kfree_skb(skb);', ''],
  [
    'ip_local_out(net, NULL, skb);',
    'static int ip_local_out(struct net *net, void *sk, struct sk_buff *skb);',
  ],
])('%s is for all', (call, before) => {
  const own = before.replace(/;$/, ' { return 0; }');
  expectMarked({ 'xt_FOO.c': module(`	${call}`, 'Proprietary', own) });
});
