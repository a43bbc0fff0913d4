// Build, load, unload and reload on a real kernel, as the embedded VM does it: built here, loaded there.
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { build } from '../../remote/src/jobs/build';
import { load } from '../../remote/src/jobs/load';
import { moduleState } from '../../remote/src/jobs/module-state';
import { reload } from '../../remote/src/jobs/reload';
import { remoteFolder } from '../../remote/src/jobs/remote-folder';
import { unload } from '../../remote/src/jobs/unload';
import { failureOf } from '../support/failure';
import { copyModule, lineOf, type ModuleCopy } from '../support/module-copy';
import { cloneSources, openVmContext, type VmContext } from '../support/vm-context';

let context: VmContext;
let copy: ModuleCopy;

beforeAll(async () => {
  context = await openVmContext();
  await clean();
});
beforeEach(async () => {
  copy = await copyModule();
});
afterEach(async () => {
  await clean();
  await copy.remove();
});
afterAll(() => context.session.close());

/** No rules of these tests, no module. */
async function clean(): Promise<void> {
  await context.session.run(['iptables', '-F', 'FORWARD']);
  await unload(context, await cloneSources());
}

async function built(): Promise<void> {
  const result = await build(context, copy.sources);
  expect(result).toMatchObject({ ok: true, where: 'here' });
}

const addRule = (...argv: string[]) => context.session.run(['iptables', '-A', 'FORWARD', ...argv]);
const forwardRules = async (): Promise<string[]> =>
  (await context.session.run(['iptables', '-S', 'FORWARD', '-v'])).stdout.trim().split('\n').slice(1);

/** An edit that changes what is built. */
const harmless = (text: string): string =>
  text.replace(/^MODULE_LICENSE/m, 'MODULE_INFO(edited, "yes");\nMODULE_LICENSE');

describe('build', () => {
  it('gives a compile error on its line of the local file, and leaves what was built before', async () => {
    await built();
    const file = await copy.edit(
      'xt_CLONE.c',
      (text) => `${text}\nint broken(void) { return undeclared_name; }\n`,
    );
    const result = await build(context, copy.sources);
    expect(result.ok).toBe(false);
    const line = lineOf(await readFile(file, 'utf8'), 'undeclared_name');
    expect(result.problems).toContainEqual(
      expect.objectContaining({ file, line, column: 27, severity: 'error' }),
    );
    expect(result.problems[0]?.message).toContain("'undeclared_name' undeclared");
    expect(await moduleState(context, copy.sources)).toMatchObject({ sourceIsNewer: true });
  });

  it('gives the problems of module and library together', async () => {
    const module = await copy.edit('xt_CLONE.c', (text) => `${text}\n#error "first"\n`);
    const library = await copy.edit('libxt_CLONE.c', (text) => `${text}\n#error "second"\n`);
    const { problems } = await build(context, copy.sources);
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ file }) => file);
    expect(errors).toContain(module);
    expect(errors).toContain(library);
  });

  it('gives a symbol that the kernel does not export on the line of its call', async () => {
    const file = await copy.edit('xt_CLONE.c', (text) =>
      text.replace(
        /^MODULE_LICENSE/m,
        'extern void nfw_no_such_symbol(void);\nvoid use(void);\nvoid use(void) { nfw_no_such_symbol(); }\nMODULE_LICENSE',
      ),
    );
    const { ok, problems } = await build(context, copy.sources);
    expect(ok).toBe(false);
    expect(problems).toContainEqual(
      expect.objectContaining({
        file,
        line: lineOf(await readFile(file, 'utf8'), 'nfw_no_such_symbol'),
        message: "The target's kernel exports no symbol nfw_no_such_symbol to this module",
      }),
    );
  });
});

describe('load', () => {
  it('puts module and library in place, and unload takes the module out', async () => {
    await built();
    const result = await load(context, copy.sources);
    expect(result).toMatchObject({ module: 'xt_CLONE', alreadyLoaded: false });
    expect(result.libraries).toEqual([expect.stringMatching(/\/xtables\/libxt_CLONE\.so$/)]);
    expect((await context.session.run(['iptables', '-j', 'CLONE', '--help'])).stdout).toContain('--mark');
    expect(await moduleState(context, copy.sources)).toEqual({
      module: 'xt_CLONE',
      loaded: true,
      references: 0,
      isLastBuild: true,
      sourceIsNewer: false,
    });
    expect(await load(context, copy.sources)).toMatchObject({ alreadyLoaded: true });
    expect(await unload(context, copy.sources)).toEqual({ module: 'xt_CLONE', wasLoaded: true });
    expect(await unload(context, copy.sources)).toEqual({ module: 'xt_CLONE', wasLoaded: false });
    expect(await moduleState(context, copy.sources)).toMatchObject({ loaded: false, isLastBuild: undefined });
  });

  it('of what was never built is refused', async () => {
    expect((await failureOf(load(context, copy.sources))).message).toBe(
      'xt_CLONE has not been built for the test VM yet. Build it first.',
    );
  });

  it('of another build than the loaded one is refused, and the state tells the two apart', async () => {
    await built();
    await load(context, copy.sources);
    await copy.edit('xt_CLONE.c', harmless);
    await built();
    expect(await moduleState(context, copy.sources)).toMatchObject({ loaded: true, isLastBuild: false });
    expect((await failureOf(load(context, copy.sources))).code).toBe('already-loaded');
  });

  /** Replaces text in the built module by text of the same length. */
  const patch = async (from: string, to: string): Promise<void> => {
    expect(to).toHaveLength(from.length);
    const file = `${remoteFolder(context, copy.sources)}/xt_CLONE.ko`;
    const { status } = await context.session.run(['sed', '-i', `s/${from}/${to}/g`, file]);
    expect(status).toBe(0);
  };

  it('of a module for another kernel is refused before the kernel sees it', async () => {
    await built();
    const release = (await context.session.run(['uname', '-r'])).stdout.trim();
    const other = release.replace(/^\d/, '9');
    await patch(release, other);
    const error = await failureOf(load(context, copy.sources));
    expect(error.code).toBe('wrong-kernel');
    expect(error.message).toBe(
      `xt_CLONE was built for kernel ${other}, but the test VM runs ${release}. Build it again for the running kernel.`,
    );
  });

  it("gives the kernel's own reason: an unknown symbol", async () => {
    await built();
    await patch('ip_local_out', 'ip_locax_out');
    const error = await failureOf(load(context, copy.sources));
    expect(error.code).toBe('unknown-symbol');
    expect(error.message).toMatch(
      /^xt_CLONE does not load on the test VM: its kernel has no symbol \w+ that/,
    );
    expect(error.message).toContain('ip_locax_out');
    expect(await moduleState(context, copy.sources)).toMatchObject({ loaded: false });
  });
});

describe('unload', () => {
  it('of a module in use names the rules that use it, and leaves it loaded', async () => {
    await built();
    await load(context, copy.sources);
    await addRule('-d', '10.9.9.9', '-j', 'CLONE', '--mark', '7');
    const error = await failureOf(unload(context, copy.sources));
    expect(error.code).toBe('module-in-use');
    expect(error.message).toBe(
      'xt_CLONE is in use on the test VM by the rule `iptables -A FORWARD -d 10.9.9.9/32 -j CLONE --mark 0x7`. Delete them first, or use Reload to swap the module under them.',
    );
    expect(await moduleState(context, copy.sources)).toMatchObject({ loaded: true, references: 1 });
  });
});

describe('reload', () => {
  it('loads what is not loaded yet', async () => {
    expect(await reload(context, copy.sources)).toMatchObject({ swapped: true, rules: [] });
    expect(await moduleState(context, copy.sources)).toMatchObject({ loaded: true, isLastBuild: true });
  });

  it('swaps the module under its rules, which keep their place, their counters and their neighbours', async () => {
    await reload(context, copy.sources);
    await addRule('-s', '10.1.1.1', '-j', 'ACCEPT');
    await addRule('-c', '12', '3456', '-j', 'CLONE', '--mark', '1');
    await addRule('-c', '78', '90', '-d', '10.2.2.2', '-j', 'CLONE', '--mark', '2');
    await addRule('-j', 'DROP');
    const before = await forwardRules();
    expect(before).toHaveLength(4);
    await copy.edit('xt_CLONE.c', harmless);
    const result = await reload(context, copy.sources);
    expect(result).toMatchObject({
      swapped: true,
      rules: ['-A FORWARD -j CLONE --mark 0x1', '-A FORWARD -d 10.2.2.2/32 -j CLONE --mark 0x2'],
    });
    expect(await forwardRules()).toEqual(before);
    expect(await moduleState(context, copy.sources)).toMatchObject({
      loaded: true,
      references: 2,
      isLastBuild: true,
      sourceIsNewer: false,
    });
  });

  it('that does not compile changes nothing', async () => {
    await reload(context, copy.sources);
    await addRule('-j', 'CLONE', '--mark', '1');
    await copy.edit('xt_CLONE.c', (text) => `${text}\n#error "no"\n`);
    expect(await reload(context, copy.sources)).toMatchObject({ swapped: false, build: { ok: false } });
    expect(await moduleState(context, copy.sources)).toMatchObject({ loaded: true, references: 1 });
  });

  it('of a module whose init fails puts back the old module and the rules, and says so', async () => {
    await reload(context, copy.sources);
    await addRule('-j', 'CLONE', '--mark', '1');
    const before = await forwardRules();
    await copy.edit('xt_CLONE.c', (text) =>
      text.replace(/(static int __init \w+\(void\)\s*\{)/, '$1\n\tif (jiffies)\n\t\treturn -EUSERS;\n'),
    );
    const error = await failureOf(reload(context, copy.sources));
    expect(error.message).toMatch(/^xt_CLONE does not load on the test VM: Too many users/);
    expect(error.message).toContain('The old module and the rules were put back.');
    expect(await forwardRules()).toEqual(before);
    expect(await moduleState(context, copy.sources)).toMatchObject({
      loaded: true,
      references: 1,
      isLastBuild: false,
    });
  });
});
