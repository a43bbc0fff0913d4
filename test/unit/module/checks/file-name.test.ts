import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

test('a file named otherwise than what it registers', () => {
  expectMarked({
    'libxt_BAR.c': `static struct xtables_target foo_reg = {
  .name = "FOO",
/*^^^^^^^^^^^^^ warning file-name */
};
`,
  });
});

test('a file that the command of its family never looks for', () => {
  const [message] = expectMarked({
    'libipt_FOO.c': `static struct xtables_target foo_reg = {
  .name = "FOO",
  .family = NFPROTO_IPV6,
/*^^^^^^^^^^^^^^^^^^^^^^ warning file-name */
};
`,
  });
  expect(message).toContain('registered for IPv6, but only iptables looks for libipt_FOO.so');
});

test.each([
  [
    'a file for its own family',
    'libip6t_FOO.c',
    'struct xtables_target t = { .name = "FOO", .family = NFPROTO_IPV6 };',
  ],
  ['its own name', 'libxt_FOO.c', 'struct xtables_target t = { .name = "FOO" };'],
  ['a collection', 'libxt_NAT.c', 'struct xtables_target t[] = { { .name = "SNAT" }, { .name = "DNAT" } };'],
  ['a name that nobody here knows', 'libxt_BAR.c', 'struct xtables_target t = { .name = FOO_NAME };'],
  ['a kernel half', 'xt_BAR.c', 'struct xt_target t = { .name = "FOO" };'],
])('is silent about %s', (_, name, text) => {
  expectMarked({ [name]: text });
});
