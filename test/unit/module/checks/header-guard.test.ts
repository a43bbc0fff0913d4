import { expect, test } from 'vitest';
import { expectMarked, fixed } from '../support/project';

const header = (asked: string, defined = asked) =>
  `/* Licence. */\n#ifndef ${asked}\n#define ${defined} 1\nstruct foo_info { __u32 mark; };\n#endif\n`;

test('a guard that defines another macro', () => {
  const [message] = expectMarked({
    'xt_FOO.h': `#ifndef _XT_FOO_H
#define _XT_FO_H
/*      ^^^^^^^^ warning header-guard */
#endif
`,
  });
  expect(message).toContain('asks for _XT_FOO_H but defines _XT_FO_H');
  const repaired = fixed({ 'xt_FOO.h': header('_XT_FOO_H', '_XT_FO_H') }, 'xt_FOO.h');
  expect(repaired).toBe(header('_XT_FOO_H'));
  expectMarked({ 'xt_FOO.h': repaired });
});

test('the guard of a neighbour', () => {
  const marked = header('_XT_FOO_H').replace(
    '_XT_FOO_H\n',
    '_XT_FOO_H\n/*      ^^^^^^^^^ hint header-guard */\n',
  );
  const [message] = expectMarked({ 'xt_FOO.h': marked, 'xt_foo.h': marked });
  expect(message).toContain('xt_foo.h has the guard _XT_FOO_H too');
});

test('the name of another extension', () => {
  const [message] = expectMarked({
    'xt_CLONE.h': `#ifndef _LINUX_NETFILTER_XT_CLONEMARK_H
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint header-guard */
#define _LINUX_NETFILTER_XT_CLONEMARK_H 1
#endif
`,
  });
  expect(message).toContain('named after xt_CLONEMARK.h');
});

test.each([
  ['its own name', 'xt_FOO.h', header('_XT_FOO_H')],
  ['its own name with more behind it', 'xt_FOO.h', header('_XT_FOO_TARGET_H')],
  ['a name in its own manner', 'xt_FOO.h', header('FOO_INCLUDED')],
  ['no guard', 'xt_FOO.h', 'struct foo_info { __u32 mark; };\n'],
  ['a fallback', 'xt_FOO.h', '#ifndef HAVE_FOO\n#define foo bar\n#endif\n'],
])('is silent about %s', (_, name, text) => {
  expectMarked({ [name]: text });
});
