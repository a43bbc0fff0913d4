// What the model knows of a source: registrations, option tables, printk calls and how large structs are.
import { describe, expect, test } from 'vitest';
import { structLayout } from '../../../server/src/module/model/layout';
import { printkCallsOf } from '../../../server/src/workspace/printk-calls';
import { uriOf, workspaceOf, type Files } from './support/project';

function extensionsOf(files: Files) {
  const { project } = workspaceOf(files);
  return project.sources.flatMap((source) => project.extensionsOf(source));
}

describe('registrations', () => {
  test('arrays, single ones and indexed ones', () => {
    const extensions = extensionsOf({
      'xt_FOO.c': `static struct xt_target a[] __read_mostly = {
  { .name = "A", .revision = 1, .family = NFPROTO_IPV4, .table = "raw", .hooks = 1 << NF_INET_FORWARD | (1 << NF_INET_LOCAL_OUT) },
#if IS_ENABLED(CONFIG_IPV6)
  { .name = "A", .family = NFPROTO_IPV6 },
#endif
};
static struct xt_match b = { .name = "b" };
struct xt_match c[] = { [0] = { .name = "c" } };
static const struct file_operations d = { .name = "none" };
`,
    });
    expect(
      extensions.map(({ name, kind, revision, family, table, hooks }) => [
        name,
        kind,
        revision,
        family,
        table,
        hooks,
      ]),
    ).toEqual([
      ['A', 'target', 1, 2, 'raw', 12],
      ['A', 'target', 0, 10, '', 0],
      ['b', 'match', 0, 0, '', 0],
      ['c', 'match', 0, 0, '', 0],
    ]);
  });

  test('values through macros, enums and headers', () => {
    const [extension] = extensionsOf({
      'xt_FOO.c':
        '#include "xt_FOO.h"\nstruct xt_target a = { .name = NAME, .revision = REV_B, .targetsize = SIZE };',
      'xt_FOO.h':
        '#define NAME PREFIX "OO"\n#define PREFIX "F"\nenum { REV_A = 3, REV_B };\nstruct x { char n[REV_B]; };\n#define SIZE (sizeof(struct x) * 2)',
    });
    expect(extension).toMatchObject({ name: 'FOO', revision: 4, size: { lp64: 8 } });
  });

  test('what cannot be known is not guessed', () => {
    const [extension] = extensionsOf({
      'xt_FOO.c':
        'struct xt_target a = { .name = "A", .revision = ELSEWHERE, .family = f(2), .targetsize = sizeof(x) };',
    });
    expect(extension).toMatchObject({ revision: undefined, family: undefined, size: { lp64: undefined } });
  });
});

describe('layouts', () => {
  const sizes = (text: string, name = 'struct s') => {
    const { project } = workspaceOf({ 'xt_A.c': text });
    const [source] = project.sources;
    if (!source) throw new Error('no source');
    const scope = project.scopeOf(source);
    const struct = scope.struct(name);
    if (!struct) return undefined;
    return [structLayout(struct, scope, 'lp64')?.size, structLayout(struct, scope, 'ilp32')?.size];
  };

  test.each([
    ['padding', 'struct s { __u8 a; __u32 b; __u8 c; };', [12, 12]],
    ['64-bit integers', 'struct s { __u8 a; __u64 b; };', [16, 12]],
    ['pointers and longs', 'struct s { void *p; long l; int (*f)(int); };', [24, 12]],
    ['arrays', '#define N 3\nstruct s { __u16 a[N][2]; char b; };', [14, 14]],
    [
      'unions and structs within',
      'struct s { union { __u8 a[6]; __u32 b; }; struct { char c; } d; };',
      [12, 12],
    ],
    ['aligned fields', 'struct s { __u32 a; struct p *b __attribute__((aligned(8))); };', [16, 16]],
    ['addresses', 'struct s { union nf_inet_addr a; char oif[IFNAMSIZ]; struct in_addr b; };', [36, 36]],
    ['typedefs', 'typedef struct { __u8 a; __u16 b; } t;\nstruct s { t x[2]; enum e y; };', [12, 12]],
  ])('%s', (_, text, expected) => {
    expect(sizes(text)).toEqual(expected);
  });

  test.each([
    ['packing', 'struct s { __u8 a; __u32 b; } __attribute__((packed));'],
    ['packing by a word', 'struct s { __u8 a; __u32 b; } __packed;'],
    ['bit-fields', 'struct s { int a : 3; };'],
    ['conditional fields', 'struct s {\n#ifdef A\n int a;\n#endif\n int b; };'],
    ['unknown types', 'struct s { spinlock_t a; };'],
    ['itself', 'struct s { struct s a; };'],
    ['a size of unknown value', 'struct s { char a[ELSEWHERE]; };'],
  ])('is not known with %s', (_, text) => {
    expect(sizes(text)).toEqual([undefined, undefined]);
  });
});

describe('printk calls', () => {
  const callsOf = (files: Files) =>
    printkCallsOf(workspaceOf(files).project).map(({ line, level, format, function: name }) => [
      line,
      level,
      format,
      name,
    ]);

  test('levels, functions and formats', () => {
    expect(
      callsOf({
        'xt_A.c': `void f(void) {
  pr_warn("a\\t%d\\n", 1);
  pr_err_ratelimited("b" "c");
  printk(KERN_NOTICE "d %s", x);
  printk("e");
  net_dbg_ratelimited("%" PRIu64, 1);
  pr_info_once("\\x41\\102");
}
int g(void) { if (x) { pr_debug("z"); } return pr_none("no"); }
`,
      }),
    ).toEqual([
      [2, 'warning', 'a\t%d\n', 'f'],
      [3, 'err', 'bc', 'f'],
      [4, 'notice', 'd %s', 'f'],
      [5, undefined, 'e', 'f'],
      [6, 'debug', '%llu', 'f'],
      [7, 'info', 'AB', 'f'],
      [9, 'debug', 'z', 'g'],
    ]);
  });

  test('pr_fmt, with the name the build gives the module', () => {
    const source =
      '#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt\nvoid f(void) { pr_info("x"); printk(KERN_INFO pr_fmt("y")); printk(KERN_INFO "z"); }';
    const formats = (files: Files) => callsOf(files).map(([, , format]) => format);
    expect(formats({ 'xt_A.c': source })).toEqual(['xt_A: x', 'xt_A: y', 'z']);
    expect(formats({ 'clone-core.c': source })).toEqual(['clone_core: x', 'clone_core: y', 'z']);
    const kbuild = 'obj-m += xt_CLONE.o\nxt_CLONE-objs := clone-core.o \\\n  clone-net.o\n';
    expect(formats({ 'clone-core.c': source, Kbuild: kbuild })).toEqual(['xt_CLONE: x', 'xt_CLONE: y', 'z']);
  });

  test('pr_fmt of a header, and one with arguments', () => {
    expect(
      callsOf({
        'xt_A.c': '#include "a.h"\nvoid f(void) { pr_info("x"); }',
        'a.h': '#define pr_fmt(fmt) "%s: " fmt, __func__',
      }),
    ).toEqual([[2, 'info', '%s: x', 'f']]);
  });

  test('a format that is no string in the source is left out', () => {
    expect(callsOf({ 'xt_A.c': 'void f(char *x) { pr_info(x); pr_info(); }' })).toEqual([]);
  });
});

test('sources are known by their URI alone, whatever the folder', () => {
  const { project } = workspaceOf({
    'a b/xt_A.c': '#include "x.h"\nstruct xt_match a = { .name = N };',
    'a b/x.h': '#define N "n"',
  });
  expect(project.sources.map(({ uri }) => uri)).toContain(uriOf('a%20b/xt_A.c'));
  expect(project.sources.flatMap((source) => project.extensionsOf(source))).toMatchObject([{ name: 'n' }]);
});

test('a header that lies beside the source is meant by where it will be installed', () => {
  const source = '#include <linux/netfilter_ipv4/ipt_A.h>\nstruct xt_match a = { .name = N };';
  const namesIn = (files: Files) => {
    const { project } = workspaceOf(files);
    return project.sources.flatMap((each) => project.extensionsOf(each)).map(({ name }) => name);
  };
  expect(namesIn({ 'ipt_A.c': source, 'ipt_A.h': '#define N "beside"' })).toEqual(['beside']);
  const installed = { 'include/linux/netfilter_ipv4/ipt_A.h': '#define N "installed"' };
  expect(namesIn({ 'ipt_A.c': source, 'ipt_A.h': '#define N "beside"', ...installed })).toEqual([
    'installed',
  ]);
  expect(namesIn({ 'src/ipt_A.c': source, 'other/ipt_A.h': '#define N "other"' })).toEqual([]);
});

test('a registration whose first line is cut by conditionals', () => {
  const { project } = workspaceOf({
    'libxt_FOO.c': `
#if (IPTABLES_VERSION_NUMBER <= 135)
static struct iptables_target foo = {
#else
static struct xtables_target foo = {
#endif
  .name = "FOO",
#if (IPTABLES_VERSION_NUMBER <= 135)
  .revision = 1,
#else
  .revision = 2,
#endif
  .family = NFPROTO_IPV4,
};
`,
  });
  expect(project.sources.flatMap((each) => project.extensionsOf(each))).toMatchObject([
    { side: 'userspace', kind: 'target', name: 'FOO', family: 2, revision: 2 },
  ]);
});
