import { expect, test } from 'vitest';
import { diagnose } from '../../../../server/src/workspace/diagnose';
import { defaultSettings } from '../../../../server/src/workspace/settings';
import { expectMarked, fixed, uriOf, workspaceOf } from '../support/project';

const module = 'static struct xt_target foo_reg = {\n  .name = "FOO",\n};\n';
const marked = module.replace('",\n', '",\n/*^^^^^^^^^^^^^ warning kbuild */\n');

test('a source that the build file leaves out', () => {
  const [message] = expectMarked({ 'xt_FOO.c': marked, Kbuild: 'obj-m += xt_BAR.o \\\n  xt_BAZ.o\n' });
  expect(message).toBe('Kbuild does not name xt_FOO.o: the module is not built.');
});

test.each([
  ['a source that is named', 'obj-m += xt_BAR.o \\\n  xt_FOO.o\n'],
  ['a source of a module of several', 'obj-$(CONFIG_X) += xt_BAR.o\nxt_BAR-y := main.o xt_FOO.o\n'],
  ['a build that finds its sources', 'obj-m += xt_BAR.o $(patsubst %.c,%.o,$(wildcard xt_*.c))\n'],
  ['a source that somebody has put aside', 'obj-m += xt_BAR.o # xt_FOO.o\n'],
  ['a build file of other things', 'all: program\n'],
])('is silent about %s', (_, text) => {
  expectMarked({ 'xt_FOO.c': module, Makefile: text });
});

test('is silent about a source that another includes, and about another folder', () => {
  const Kbuild = 'obj-m += xt_BAR.o\n';
  expectMarked({ 'xt_FOO.c': module, 'xt_BAR.c': '#include "xt_FOO.c"\n', Kbuild });
  expectMarked({ 'a/xt_FOO.c': module, Kbuild });
});

test('flags that kernels since 6.15 ignore', () => {
  const [message] = expectMarked({
    Kbuild: `obj-m += xt_FOO.o
ifdef DEBUG
  EXTRA_CFLAGS += -DDEBUG
/*^^^^^^^^^^^^ hint kbuild */
endif
`,
  });
  expect(message).toContain('EXTRA_CFLAGS may have no effect');
  const Kbuild = 'obj-m += xt_FOO.o\nEXTRA_CFLAGS += -DDEBUG\n';
  expect(fixed({ Kbuild }, 'Kbuild')).toBe('obj-m += xt_FOO.o\nccflags-y += -DDEBUG\n');
});

test('is certain for a kernel that is stated', () => {
  const workspace = workspaceOf({ Kbuild: 'obj-m += xt_FOO.o\nEXTRA_LDFLAGS := -s\n' });
  const found = (kernelVersions: readonly string[]) =>
    diagnose(workspace, uriOf('Kbuild'), { ...defaultSettings, kernelVersions });
  expect(found(['6.1'])).toMatchObject([{ severity: 4 }]);
  expect(found(['6.1', '6.16'])).toMatchObject([
    { severity: 2, message: expect.stringContaining('6.16 ignores EXTRA_LDFLAGS') as string },
  ]);
});

test.each([
  ['both spellings', 'obj-m += xt_FOO.o\nEXTRA_CFLAGS += -DA\nccflags-y += -DA\n'],
  ['a build of programs', 'all: program\nEXTRA_CFLAGS = -DA\n'],
])('is silent about %s', (_, Makefile) => {
  expectMarked({ Makefile });
});
