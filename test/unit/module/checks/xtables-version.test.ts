import { expect, test } from 'vitest';
import { expectMarked, fixed } from '../support/project';

const withoutVersion = `static struct xtables_target foo_reg = {
	.name          = "FOO", /* as rules say it */
	.family        = NFPROTO_IPV4,
};
`;

test('a userspace half without a version', () => {
  const [message] = expectMarked({
    'libxt_FOO.c': `static struct xtables_target foo_reg[] = {
  {
    .name = "FOO",
/*  ^^^^^^^^^^^^^ error xtables-version */
    .size = XT_ALIGN(4),
  },
};
`,
  });
  expect(message).toContain('"is missing a version"');
});

test('the fix adds it on a line of its own', () => {
  const text = fixed({ 'libxt_FOO.c': withoutVersion }, 'libxt_FOO.c');
  expect(text).toContain(`	.name          = "FOO", /* as rules say it */
	.version = XTABLES_VERSION,
	.family        = NFPROTO_IPV4,`);
  expectMarked({ 'libxt_FOO.c': text });
});

test.each([
  ['as the only field', 'struct xtables_match m = { .name = "FOO" };'],
  ['on one line', 'struct xtables_match m = { .name = "FOO", .family = NFPROTO_IPV4, };'],
  ['on the line of another', 'struct xtables_match m[] = {\n  { .family = 2, .name = "FOO" },\n};'],
])('the fix adds it to a name %s', (_, text) => {
  const repaired = fixed({ 'libxt_FOO.c': text }, 'libxt_FOO.c');
  expect(repaired).toContain('"FOO", .version = XTABLES_VERSION');
  expectMarked({ 'libxt_FOO.c': repaired });
});

test.each([
  ['a version', 'struct xtables_match m = { .version = XTABLES_VERSION, .name = "FOO" };'],
  ['fields that a macro sets', 'struct xtables_match m = { .name = "FOO", FOO_COMMON };'],
  [
    'a version that code sets',
    'struct xtables_match m = { .name = "FOO" };\nvoid _init(void) { m.version = XTABLES_VERSION; }',
  ],
  ['a kernel half', 'struct xt_match m = { .name = "FOO" };'],
])('is silent about %s', (_, text) => {
  expectMarked({ 'libxt_FOO.c': text });
});
