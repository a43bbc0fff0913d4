// What the target's compiler says of a saved file, by the kernel's own make against the VM's headers.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { check } from '../../remote/src/jobs/check';
import { failureOf } from '../support/failure';
import { copyModule, lineOf, type ModuleCopy } from '../support/module-copy';
import { openVmContext, type VmContext } from '../support/vm-context';

let context: VmContext;
let copy: ModuleCopy;

beforeAll(async () => {
  context = await openVmContext();
});
beforeEach(async () => {
  copy = await copyModule();
});
afterEach(() => copy.remove());
afterAll(() => context.session.close());

const file = (name: string): string => join(copy.sources.folder, name);

const compiledBy = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /(?:CC \[M\] +\S*?|-o )(xt_CLONE\.o|libxt_CLONE\.so)/.exec(line)?.[1] ?? []);

it('is nothing for the module that ships, whichever of its files is saved', async () => {
  for (const name of ['xt_CLONE.c', 'libxt_CLONE.c', 'xt_CLONE.h']) {
    expect((await check(context, copy.sources, [file(name)])).problems, name).toEqual([]);
  }
});

it('hears warnings that a build does not ask for, again and again', async () => {
  const source = await copy.edit(
    'xt_CLONE.c',
    (text) => `${text}\nint clone_forgotten(void)\n{\n\treturn 0;\n}\n`,
  );
  const line = lineOf(await readFile(source, 'utf8'), 'int clone_forgotten');
  for (const _ of ['first', 'again']) {
    const { problems, compiled } = await check(context, copy.sources, [source]);
    expect(problems).toContainEqual(
      expect.objectContaining({ file: source, line, severity: 'warning', code: '-Wmissing-prototypes' }),
    );
    expect(compiled).toEqual([source]);
  }
});

it('names a symbol that the kernel does not export on the line that uses it', async () => {
  const source = await copy.edit('xt_CLONE.c', (text) =>
    text.replace(
      /^module_init/m,
      'int nobody_has_this(void);\nint clone_use(void);\nint clone_use(void)\n{\n\treturn nobody_has_this();\n}\n\nmodule_init',
    ),
  );
  const { problems } = await check(context, copy.sources, [source]);
  const line = lineOf(await readFile(source, 'utf8'), 'int nobody_has_this');
  expect(problems).toContainEqual(
    expect.objectContaining({
      file: source,
      line,
      severity: 'error',
      message: expect.stringContaining('nobody_has_this') as unknown,
    }),
  );
});

it.each([
  ['xt_CLONE.c', ['xt_CLONE.o']],
  ['libxt_CLONE.c', ['libxt_CLONE.so']],
  ['xt_CLONE.h', ['xt_CLONE.o', 'libxt_CLONE.so']],
])('a saved %s has no more compiled than that changes', async (name, compiled) => {
  await check(context, copy.sources, [file('xt_CLONE.h')]);
  const before = context.lines.length;
  await check(context, copy.sources, [file(name)]);
  expect(compiledBy(context.lines.slice(before)).map((path) => basename(path))).toEqual(compiled);
});

it('ends when it is cancelled', async () => {
  const cancel = new AbortController();
  const checking = check({ ...context, signal: cancel.signal }, copy.sources, [file('xt_CLONE.c')]);
  cancel.abort();
  expect(await failureOf(checking)).toMatchObject({ name: 'AbortError' });
});
