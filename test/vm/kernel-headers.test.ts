// The kernel headers of a machine: those of the test VM lie here; over SSH, as from any machine, they are fetched once.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setUpClangd } from '../../remote/src/jobs/clangd';
import { fetchKernelHeaders } from '../../remote/src/jobs/kernel-headers';
import type { JobContext } from '../../remote/src/jobs/job';
import { lint, type LintFile } from '../../server/src/lint';
import { kernelOf } from '../../server/src/module/kernel-api/description';
import { describeForm } from '../../server/src/module/kernel-api/forms';
import { apiHistory } from '../../server/src/module/kernel-api/history';
import { termsIn } from '../../server/src/module/kernel-api/judge';
import { contains } from '../../server/src/module/kernel-api/versions';
import { HeaderTree } from '../../server/src/workspace/kernel-headers';
import { kernelExtensions, kernelSources } from '../support/kernel-sources';
import { grammars } from '../unit/module/support/project';
import { copyModule } from '../support/module-copy';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { openVmContext, type VmContext } from '../support/vm-context';

let context: VmContext;
let cache: TemporaryFolder;
beforeAll(async () => {
  [context, cache] = await Promise.all([openVmContext(), temporaryFolder()]);
});
afterAll(async () => {
  await Promise.all([context.session.close(), cache.remove()]);
});

/** The VM as a machine that is known by SSH alone, and how many commands have been run there. */
function byItself(signal = context.signal): {
  readonly machine: JobContext;
  readonly commands: () => number;
} {
  const { localHeaders, ...session } = context.session;
  expect(localHeaders).toBeDefined();
  let count = 0;
  const run: typeof session.run = (argv, options) => {
    count++;
    return context.session.run(argv, options);
  };
  return { machine: { ...context, signal, session: { ...session, run } }, commands: () => count };
}

it('finds those of the image', async () => {
  const { release, build, source } = await fetchKernelHeaders(context, cache.path);
  expect(existsSync(join(build, 'Module.symvers'))).toBe(true);
  expect(existsSync(join(source, 'include/linux/skbuff.h'))).toBe(true);
  expect(release).toMatch(/^6\.1\./);
});

it('leaves nothing of a fetch that is cancelled', async () => {
  const cancelled = new AbortController();
  const { machine } = byItself(cancelled.signal);
  const report = { step: () => cancelled.abort(), output: () => undefined };
  await expect(fetchKernelHeaders({ ...machine, report }, cache.path)).rejects.toThrow();
  expect(await readdir(join(cache.path, 'headers'))).toEqual([]);
});

it('fetches the same over SSH, once', async () => {
  const local = await fetchKernelHeaders(context, cache.path);
  const first = byItself();
  const fetched = await fetchKernelHeaders(first.machine, cache.path);
  expect(fetched.release).toBe(local.release);
  expect(first.commands()).toBeGreaterThan(1);
  for (const [folder, path] of [
    ['source', 'include/linux/skbuff.h'],
    ['source', 'arch/x86/include/asm/processor.h'],
    ['build', 'arch/x86/include/generated/asm/rwonce.h'],
    ['build', 'include/generated/uapi/linux/version.h'],
    ['build', 'include/config/auto.conf'],
    ['build', 'Module.symvers'],
  ] as const) {
    const [here, there] = [join(local[folder], path), join(fetched[folder], path)];
    expect((await readFile(there)).equals(await readFile(here)), path).toBe(true);
  }
  const second = byItself();
  expect(await fetchKernelHeaders(second.machine, cache.path)).toEqual(fetched);
  expect(second.commands()).toBe(1);
  expect(await readdir(join(cache.path, 'headers'))).toHaveLength(1);
});

/** What clangd itself says of a file, and whether it found no error. */
async function checkWithClangd(file: string): Promise<{ readonly fine: boolean; readonly said: string }> {
  const run = promisify(execFile)('clangd', [`--check=${file}`, '--log=error'], { maxBuffer: 1e8 });
  return run.then(
    ({ stderr }) => ({ fine: true, said: stderr }),
    (error: Error & { readonly stderr: string }) => ({ fine: false, said: error.stderr }),
  );
}

it('has clangd read a module without an error', async () => {
  const copy = await copyModule();
  try {
    const file = join(copy.sources.folder, 'xt_CLONE.c');
    const before = await checkWithClangd(file);
    expect(before.fine, before.said).toBe(false);
    await setUpClangd([copy.sources], await fetchKernelHeaders(context, cache.path));
    const after = await checkWithClangd(file);
    expect(after.fine, after.said).toBe(true);
    // The kernel's own prototypes are known, so a call of another kernel is an error for clangd too.
    await copy.edit('xt_CLONE.c', (text) =>
      text.replace('ip_local_out(net, NULL, copy)', 'ip_local_out(copy)'),
    );
    const spoilt = await checkWithClangd(file);
    expect(spoilt.said).toMatch(/too few arguments/);
  } finally {
    await copy.remove();
  }
});

it('says of every form of the history what the history says of its version', async () => {
  const place = await fetchKernelHeaders(context, cache.path);
  const described = await new HeaderTree({ ...place, name: place.release }).describe(new Set());
  if (!described) throw new Error('There are no headers.');
  const kernel = kernelOf(described);
  const contradicted = apiHistory.flatMap(termsIn).filter(({ form, change, versions, possibleVersions }) => {
    const declared = kernel.declares?.(form, change.headers);
    // What stable kernels may have taken over is for the headers alone to say.
    if (contains(versions, kernel.version) !== contains(possibleVersions, kernel.version)) return false;
    return declared !== contains(versions, kernel.version);
  });
  expect(contradicted.map(({ form }) => describeForm(form))).toEqual([]);
});

it('finds nothing wrong in extensions of the kernel that it is', async () => {
  const place = await fetchKernelHeaders(context, cache.path);
  const linux = await kernelSources();
  const extensions = await Promise.all(
    kernelExtensions.map(({ folder, names }) => sourcesIn(join(linux, folder), names)),
  );
  const results = await lint(extensions.flat(), {
    grammars: { ...grammars, bash: () => Promise.reject(new Error('There is no shell script.')) },
    kernelHeaders: [{ ...place, name: place.release }],
    kernelVersions: ['6.1'],
  });
  const judged = /^(?:api-moved|symbol-missing|gpl-symbol)$/;
  const found = results.flatMap(({ file, diagnostics }) =>
    diagnostics.filter(({ code }) => judged.test(String(code))).map(({ message }) => [file, message]),
  );
  expect(results.length).toBeGreaterThan(80);
  expect(found).toEqual([]);
});

/** C of a folder under names that are not those of the kernel's own tree, which is not asked which kernel it is for. */
async function sourcesIn(folder: string, names: RegExp): Promise<LintFile[]> {
  const files = (await readdir(folder)).filter((name) => names.test(name) && name.endsWith('.c'));
  return Promise.all(
    files.map(async (name) => ({
      path: `/modules/${name}`,
      text: await readFile(join(folder, name), 'utf8'),
    })),
  );
}
