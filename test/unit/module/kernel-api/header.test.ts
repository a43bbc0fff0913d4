// The text of a kernel header: what it declares.
import { expect, test } from 'vitest';
import { readHeader } from '../../../../server/src/module/kernel-api/header';

function read(text: string) {
  return readHeader(text, { words: new Set(['nf_skb_duplicated']), structs: new Set(['struct sk_buff']) });
}

function declared(text: string, name: string): string[] {
  return (read(text).declarations.get(name) ?? []).map(
    ({ kind, parameters, variadic }) => `${kind} (${parameters.join('; ')})${variadic ? ' …' : ''}`,
  );
}

test.each([
  ['int foo(struct net *net, int a);', 'prototype (struct net *net; int a)'],
  ['extern int foo(void) __must_check;', 'prototype ()'],
  ['static inline int\nfoo(int a,\n    int b)\n{\n\treturn bar(a);\n}', 'inline (int a; int b)'],
  ['static __always_inline void foo(int a)\n\t__acquires(RCU)\n{\n}', 'inline (int a)'],
  ['static inline void *foo(struct page *page);', 'inline (struct page *page)'],
  ['__printf(1, 2) int foo(const char *format, ...);', 'prototype (const char *format; ...) …'],
  ['int foo(int (*okfn)(struct net *, int), int b);', 'prototype (int (*okfn)(struct net *, int); int b)'],
  ['#define foo(a, b) do { \\\n\tbar(a); \\\n} while (0)', 'macro (a; b)'],
  ['#define foo(a, rest...) bar(a)', 'macro (a; rest...) …'],
  ['#define foo bar', 'alias () …'],
  ['/* int foo(int a); */\n// int foo(int b);\nint foo(int c /* c */);', 'prototype (int c)'],
])('%s', (text, expected) => {
  expect(declared(text, 'foo')).toEqual([expected]);
});

test('calls within functions and macros are no declarations', () => {
  expect(declared('static inline int bar(void)\n{\n\treturn foo(1);\n}\n', 'foo')).toEqual([]);
  expect(declared('#define bar(a) foo(a, \\\n\tfoo(a))\n', 'foo')).toEqual([]);
});

test('both branches of a conditional', () => {
  const text =
    '#ifdef CONFIG_FOO\nint foo(int a);\n#else\nstatic inline int foo(int a) { return 0; }\n#endif\n';
  expect(declared(text, 'foo')).toEqual(['prototype (int a)', 'inline (int a)']);
});

test.each([
  '#ifndef __KERNEL__\n#define foo 1\n#endif\n',
  '#if !defined(__KERNEL__)\n#define foo 1\n#endif\n',
  '#ifdef __KERNEL__\nint bar(void);\n#else\n#define foo 1\n#endif\n',
])('what only programs see is not declared: %j', (text) => {
  expect(declared(text, 'foo')).toEqual([]);
  expect(declared(`${text}#ifdef __KERNEL__\nint foo(void);\n#endif\n`, 'foo')).toEqual(['prototype ()']);
});

test('members, includes and words', () => {
  const header = read(
    '#include <linux/types.h>\n# include "internal.h"\nstruct sk_buff {\n\tunion {\n\t\tint nfct; /* gone */\n\t};\n\tstruct { int x; } y;\n};\nDECLARE_PER_CPU(bool, nf_skb_duplicated);\n',
  );
  expect(header.includes).toEqual(['linux/types.h', './internal.h']);
  expect(header.structs.get('struct sk_buff')?.has('nfct')).toBe(true);
  expect(header.structs.get('struct sk_buff')?.has('gone')).toBe(false);
  expect(header.words).toEqual(new Set(['nf_skb_duplicated']));
});

test.each(['int foo(', '{{{', '}}} int foo(int a);', '#define', '/*', '"', 'struct sk_buff {'])(
  'survives %j',
  (text) => {
    expect(() => read(text)).not.toThrow();
  },
);
