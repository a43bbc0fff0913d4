import { expect, test } from 'vitest';
import { expectMarked } from '../support/project';

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
