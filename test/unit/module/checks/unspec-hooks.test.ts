import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

test('hooks of any family', () => {
  const [message] = expectMarked({
    'xt_FOO.c': `static struct xt_target foo_reg = {
  .name = "FOO",
  .family = NFPROTO_UNSPEC,
  .hooks = (1 << NF_INET_LOCAL_OUT) | (1 << NF_INET_FORWARD),
/*^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unspec-hooks */
};
`,
  });
  expect(message).toContain('may let arptables use it');
});

test.each([
  ['a family', '.family = NFPROTO_IPV4, .hooks = 1 << NF_INET_FORWARD'],
  ['no hooks', '.family = NFPROTO_UNSPEC'],
  ['hooks that nobody here knows', '.family = NFPROTO_UNSPEC, .hooks = FOO_HOOKS'],
])('is silent about %s', (_, fields) => {
  expectMarked({ 'xt_FOO.c': `static struct xt_target foo_reg = { .name = "FOO", ${fields} };\n` });
});
