// Text that nobody should write, but that is typed, pasted or made to break things: every question about it ends, and
// none throws.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mask } from '../../../server/src/module/mask';
import { sourceSymbols } from '../../../server/src/module/features/symbols';
import { diagnose } from '../../../server/src/workspace/diagnose';
import { printkCallsOf } from '../../../server/src/workspace/printk-calls';
import { defaultSettings } from '../../../server/src/workspace/settings';
import { header, kernelHalf, userspaceHalf } from '../../lsp/support/fixture';
import { uriOf, workspaceOf, type Files } from './support/project';

/** Asks everything there is to ask. */
function askAll(files: Files): void {
  const workspace = workspaceOf(files);
  for (const name of Object.keys(files)) {
    diagnose(workspace, uriOf(name), defaultSettings, (_code, error) => {
      throw error;
    });
  }
  for (const source of workspace.project.sources) {
    sourceSymbols(source, workspace.project.extensionsOf(source));
  }
  printkCallsOf(workspace.project);
  expect(workspace.catalog.extensions.length).toBeGreaterThan(0);
}

const registration = (size: string) =>
  `struct xt_target a = { .name = N0, .revision = R0, .targetsize = ${size} };\nvoid f(void) { pr_info(N0); }`;

const chain = (length: number, line: (index: number) => string) =>
  Array.from({ length }, (_, index) => line(index)).join('\n');

describe.each([
  [
    'macros that name themselves',
    '#define R0 R0 + R0\n#define N0 N0 N0 "x"\n#define pr_fmt(fmt) pr_fmt pr_fmt fmt\n',
  ],
  ['macros that name each other', '#define R0 R1\n#define R1 R0\n#define N0 "a" N1\n#define N1 "b" N0\n'],
  [
    'macros that double',
    `${chain(60, (index) => `#define R${index} (R${index + 1} + R${index + 1})`)}\n${chain(60, (index) => `#define N${index} N${index + 1} N${index + 1}`)}\n`,
  ],
  ['structs within themselves', 'struct s { struct s a[2]; struct s b; };\n#define N0 "A"\n'],
  [
    'structs that double',
    `${chain(60, (index) => `struct s${index} { struct s${index + 1} a, b; };`)}\n#define N0 "A"\n`,
  ],
  ['enums that repeat', 'enum { R0, R0, R1 = R2, R2 };\n#define N0 "A"\n'],
  ['headers that include themselves', '#include "xt_A.c"\n#include "./xt_A.c"\n#define N0 "A"\n'],
])('%s', (_, text) => {
  test('end', () => askAll({ 'xt_A.c': text + registration('sizeof(struct s)') }));
});

test.each([
  ['brackets', '('.repeat(50_000)],
  ['initializers', `struct xt_target a = ${'{'.repeat(20_000)}`],
  ['conditionals', '#if 1\n'.repeat(20_000)],
  ['sums', `int a[] = { ${'1 + '.repeat(20_000)}1 };`],
  ['structs', 'struct { '.repeat(20_000)],
  ['negations', `struct xt_target a = { .revision = ${'-'.repeat(20_000)}1 };`],
])('%s without end', (_, text) => {
  askAll({ 'xt_A.c': text });
});

test('a directive that ends in a backslash at the end of the file', () => {
  expect(mask('#define A \\')).toBe('#define A \\');
  expect(mask('x = {\n#if \\')).toBe('x = {\n     ');
});

test('halves of real files, in any order', () => {
  const lines = [kernelHalf, userspaceHalf, header].flatMap((text) => text.split('\n'));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 60 }), fc.string(), (some, noise) => {
      askAll({
        'xt_FOO.c': some.join('\n'),
        'libxt_FOO.c': some.toReversed().join('\n') + noise,
        'xt_FOO.h': header,
      });
    }),
    { endOnFailure: true },
  );
});
