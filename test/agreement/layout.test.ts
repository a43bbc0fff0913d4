// The layouts that the server computes, against the compiler that lays structs out for the kernel: random structs,
// each measured by gcc for 64-bit and for 32-bit x86.
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { machines, type Machine } from '../../server/src/module/model/kernel-types';
import { fieldPlace, structLayout } from '../../server/src/module/model/layout';
import { workspaceOf } from '../unit/module/support/project';

/** What the kernel's headers define, in a compiler that has none of them. */
const prelude = `typedef unsigned char __u8; typedef unsigned short __u16; typedef unsigned int __u32;
typedef unsigned long long __u64; typedef __u64 __attribute__((aligned(8))) aligned_u64; typedef __u16 __be16;
typedef __u32 __be32; typedef _Bool bool; typedef unsigned long size_t;
struct in6_addr { __u32 a[4]; }; struct in_addr { __u32 a; };
union nf_inet_addr { __u32 all[4]; __u32 ip; struct in_addr in; struct in6_addr in6; };
`;

const types = [
  ...['char', '__u8', '__u16', '__u32', '__u64', 'aligned_u64', '__be16', '__be32', 'bool', 'size_t'],
  ...[
    'short',
    'int',
    'unsigned int',
    'long',
    'unsigned long',
    'long long',
    'void *',
    'const char *',
    'enum e',
  ],
  ...['union nf_inet_addr', 'struct in_addr', 'struct in6_addr'],
];

const field: fc.Arbitrary<(name: string) => string> = fc.oneof(
  fc.constantFrom(...types).map((type) => (name: string) => `${type} ${name};`),
  fc.tuple(fc.constantFrom(...types), fc.integer({ min: 1, max: 17 })).map(
    ([type, count]) =>
      (name: string) =>
        `${type} ${name}[${count}];`,
  ),
  fc.constant((name: string) => `void *${name} __attribute__((aligned(8)));`),
  fc.constant((name: string) => `int (*${name})(int);`),
  fc
    .tuple(
      fc.constantFrom('struct', 'union'),
      fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 4 }),
    )
    .map(
      ([keyword, inner]) =>
        (name: string) =>
          `${keyword} { ${inner.map((type, index) => `${type} i${index};`).join(' ')} } ${name};`,
    ),
);

const struct = fc.array(field, { minLength: 1, maxLength: 8 }).map((fields) => ({
  body: fields.map((write, index) => write(`f${index}`)).join(' '),
  last: `f${fields.length - 1}`,
}));

test('sizes and offsets are those of gcc', () => {
  const structs = fc.sample(struct, 300);
  const text = `enum e { A };\n${structs.map(({ body }, index) => `struct s${index} { ${body} };`).join('\n')}\n`;
  const { project } = workspaceOf({ 'xt_A.c': text });
  const [source] = project.sources;
  if (!source) throw new Error('the source is not known');
  const scope = project.scopeOf(source);
  for (const machine of machines) {
    const assertions = structs.map(({ last }, index) => {
      const found = scope.struct(`struct s${index}`);
      const size = found && structLayout(found, scope, machine)?.size;
      const offset = found && fieldPlace(found, last, scope, machine)?.offset;
      return `_Static_assert(sizeof(struct s${index}) == ${size}, "size of s${index}");
_Static_assert(__builtin_offsetof(struct s${index}, ${last}) == ${offset}, "offset in s${index}");`;
    });
    expect(complaintsOf(prelude + text + assertions.join('\n'), machine)).toBe('');
  }
});

function complaintsOf(text: string, machine: Machine): string {
  const word = machine === 'lp64' ? '-m64' : '-m32';
  const { stderr, error } = spawnSync('gcc', [word, '-fsyntax-only', '-x', 'c', '-'], {
    input: text,
    encoding: 'utf8',
  });
  if (error) throw error;
  return stderr;
}
