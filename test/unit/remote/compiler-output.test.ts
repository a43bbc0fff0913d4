// Lines of compilers, modpost, linkers and make → problems on local files. The lines are as the tools print them.
import { describe, expect, it } from 'vitest';
import { parseCompilerOutput, type OutputContext } from '../../../remote/src/jobs/compiler-output';

const context: OutputContext = {
  buildFolder: '/home/anna/.cache/modules/clone-1a2b',
  localFolder: '/home/user/clone',
  mainSource: '/home/user/clone/xt_CLONE.c',
  findSymbol: (symbol) =>
    symbol === 'nf_dup_ipv4' ? { file: '/home/user/clone/xt_CLONE.c', line: 77 } : undefined,
};

const there = '/home/anna/.cache/modules/clone-1a2b/xt_CLONE.c';
const here = '/home/user/clone/xt_CLONE.c';

/** `file:line:column severity message [code]` of each problem. */
function problems(...lines: string[]): string[] {
  return parseCompilerOutput(lines, context).map(
    ({ file, line, column, severity, message, code }) =>
      `${file}:${line}:${column} ${severity} ${message}${code === undefined ? '' : ` [${code}]`}`,
  );
}

describe('a compiler line', () => {
  it.each([
    [`${there}:35:5: error: 'x' undeclared`, `${here}:35:5 error 'x' undeclared`],
    [`${there}:35: error: no column`, `${here}:35:1 error no column`],
    [
      `${there}:1:10: fatal error: linux/none.h: No such file or directory`,
      `${here}:1:10 error linux/none.h: No such file or directory`,
    ],
    [
      `${there}:9:6: warning: unused variable 'a' [-Wunused-variable]`,
      `${here}:9:6 warning unused variable 'a' [-Wunused-variable]`,
    ],
    [
      `${there}:9:6: error: implicit declaration of function 'f' [-Werror=implicit-function-declaration]`,
      `${here}:9:6 error implicit declaration of function 'f' [-Wimplicit-function-declaration]`,
    ],
    [
      `${there}:9:6: error: unused [-Werror,-Wunused-variable]`,
      `${here}:9:6 error unused [-Wunused-variable]`,
    ],
    [`${there}:3:1: note: declared here`, `${here}:3:1 note declared here`],
    ['libxt_CLONE.c:3:1: error: relative', '/home/user/clone/libxt_CLONE.c:3:1 error relative'],
    ['./xt_CLONE.c:3:1: error: dotted', `${here}:3:1 error dotted`],
    ['compat/xt compat.h:3:1: error: a blank', '/home/user/clone/compat/xt compat.h:3:1 error a blank'],
    [`${there}:2:3: error: a: b: c [not an option]`, `${here}:2:3 error a: b: c [not an option]`],
  ])('%s', (line, expected) => expect(problems(line)).toEqual([expected]));

  it('is given once, however often it is printed', () => {
    const line = `${there}:35:5: error: again`;
    expect(problems(line, line)).toHaveLength(1);
  });
});

describe('the column', () => {
  const source = '\tint a\t= 1; /* é */ return oops\t+ a;';
  const printed = [
    `${there}:3:37: error: 'oops' undeclared (first use in this function)`,
    '    3 |         int a   = 1; /* é */ return oops        + a;',
    '      |                                     ^~~~',
    `${there}:3:37: note: each undeclared identifier is reported only once`,
  ];

  /** What stands in the source where each problem says. */
  function pointedAt(sourceLine: string, lines: readonly string[]): string[] {
    return parseCompilerOutput(lines, { ...context, sourceLine: () => sourceLine }).map(({ column }) =>
      sourceLine.slice(column - 1),
    );
  }

  it('is where the caret stands, however wide the compiler takes a tab to be', () => {
    expect(pointedAt(source, printed)[0]).toBe('oops\t+ a;');
    const narrow = [
      `${there}:3:22: error: 'oops' undeclared`,
      '    3 |  int a = 1; return oops;',
      '      |                    ^~~~',
    ];
    expect(pointedAt('\tint a\t= 1; return oops;', narrow)).toEqual(['oops;']);
  });

  it('is the number printed where the source is not known or has changed', () => {
    expect(problems(...printed.slice(0, 3))).toEqual([
      `${here}:3:37 error 'oops' undeclared (first use in this function)`,
    ]);
    const changed = parseCompilerOutput(printed.slice(0, 3), { ...context, sourceLine: () => '\treturn 0;' });
    expect(changed.map(({ column }) => column)).toEqual([37]);
  });
});

describe('a complaint about a header of the kernel', () => {
  it('is put on the line of ours that included it', () => {
    expect(
      problems(
        'In file included from ./include/linux/kernel.h:16,',
        `                 from ${there}:12:`,
        './include/linux/build_bug.h:78:41: error: static assertion failed: "size"',
      ),
    ).toEqual([`${here}:12:1 error static assertion failed: "size" (in ./include/linux/build_bug.h:78)`]);
  });

  it('is put on the line of ours that the first note names, rather than on the include', () => {
    expect(
      problems(
        'In file included from ./include/linux/kernel.h:16,',
        `                 from ${there}:12:`,
        './include/linux/minmax.h:20:28: warning: comparison of distinct pointer types lacks a cast',
        './include/linux/minmax.h:26:4: note: in expansion of macro ‘__typecheck’',
        `${there}:40:9: note: in expansion of macro ‘min’`,
        `${there}:50:1: error: next`,
      ),
    ).toEqual([
      `${here}:40:9 warning comparison of distinct pointer types lacks a cast (in ./include/linux/minmax.h:20)`,
      `${here}:50:1 error next`,
    ]);
  });

  it('without a trace of ours is put on the first line of the module', () => {
    expect(problems('/usr/src/linux/include/net/ip.h:5:1: error: broken')).toEqual([
      `${here}:1:1 error broken (in /usr/src/linux/include/net/ip.h:5)`,
    ]);
  });

  it('does not keep the include of another complaint', () => {
    expect(
      problems(
        `In file included from ${there}:12:`,
        `${there.replace('xt_CLONE.c', 'xt_CLONE.h')}:4:1: error: ours`,
        '/usr/src/linux/include/net/ip.h:5:1: error: theirs',
      ),
    ).toEqual([
      '/home/user/clone/xt_CLONE.h:4:1 error ours',
      `${here}:1:1 error theirs (in /usr/src/linux/include/net/ip.h:5)`,
    ]);
  });
});

describe('modpost', () => {
  const exported = "The target's kernel exports no symbol nf_dup_ipv4 to this module";
  it.each([
    ['ERROR: modpost: "nf_dup_ipv4" [/x/xt_CLONE.ko] undefined!', `${here}:77:1 error ${exported}`],
    ['ERROR: "nf_dup_ipv4" [/x/xt_CLONE.ko] undefined!', `${here}:77:1 error ${exported}`],
    ['WARNING: modpost: "nf_dup_ipv4" [/x/xt_CLONE.ko] undefined!', `${here}:77:1 warning ${exported}`],
    [
      'ERROR: modpost: missing MODULE_LICENSE() in /x/xt_CLONE.o',
      `${here}:1:1 error missing MODULE_LICENSE() in /x/xt_CLONE.o`,
    ],
    [
      "ERROR: modpost: GPL-incompatible module xt_CLONE.ko uses GPL-only symbol 'f'",
      `${here}:1:1 error GPL-incompatible module xt_CLONE.ko uses GPL-only symbol 'f'`,
    ],
  ])('%s', (line, expected) => expect(problems(line)).toEqual([expected]));
});

describe('the linker and other tools', () => {
  it.each([
    [
      "/usr/bin/ld: libxt_CLONE.c:35: undefined reference to `xtables_foo'",
      "/home/user/clone/libxt_CLONE.c:35:1 error undefined reference to `xtables_foo'",
    ],
    [
      "/usr/bin/ld: libxt_CLONE.c:(.text+0x1a): undefined reference to `nf_dup_ipv4'",
      `${here}:77:1 error undefined reference to \`nf_dup_ipv4'`,
    ],
    ['cc1: error: unrecognized command-line option', `${here}:1:1 error unrecognized command-line option`],
    [
      `${there.replace('.c', '.o')}: warning: objtool: clone_tg()+0x3: unreachable instruction`,
      `${here}:1:1 warning objtool: clone_tg()+0x3: unreachable instruction`,
    ],
  ])('%s', (line, expected) => expect(problems(line)).toEqual([expected]));
});

describe('make', () => {
  it.each([
    ['Makefile:12: *** missing separator.  Stop.', '/home/user/clone/Makefile:12:1 error missing separator'],
    [
      '/home/anna/.cache/modules/clone-1a2b/Kbuild:3: *** missing separator.  Stop.',
      '/home/user/clone/Kbuild:3:1 error missing separator',
    ],
    [
      "make[2]: *** No rule to make target 'xt_NONE.o', needed by 'all'.  Stop.",
      `${here}:1:1 error No rule to make target 'xt_NONE.o', needed by 'all'`,
    ],
  ])('%s', (line, expected) => expect(problems(line)).toEqual([expected]));

  it.each([
    'make: Entering directory /usr/src/linux',
    `make[1]: *** [scripts/Makefile.build:250: ${there.replace('.c', '.o')}] Error 1`,
    '  CC [M]  /x/xt_CLONE.o',
    'warning: the compiler differs from the one used to build the kernel',
    'cc1: all warnings being treated as errors',
    '   35 |     x = 1;',
    '      |     ^',
    `${there}: In function 'clone_tg':`,
    '',
  ])('is not taken for a problem when it says %j', (line) => expect(problems(line)).toEqual([]));
});

it('gives paths with backslashes for a folder of Windows', () => {
  const [problem] = parseCompilerOutput([`${there.replace('xt_CLONE.c', 'compat/x.h')}:1:1: error: e`], {
    ...context,
    localFolder: 'C:\\work\\clone',
  });
  expect(problem?.file).toBe('C:\\work\\clone\\compat\\x.h');
});
