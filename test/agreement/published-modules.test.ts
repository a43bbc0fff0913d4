// Extensions that are published and work: those of the kernel, of iptables and of xtables-addons, each tree by itself and
// the kernel's together with the userspace halves for it. What our checks are certain of may not be found in any of
// them. Hints are what an author may want to look at, and are counted only.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { expect, it } from 'vitest';
import { lint, type LintFile } from '../../server/src/lint';
import { addonsSources } from '../support/addons-sources';
import { iptablesSources, iptablesVersions } from '../support/iptables-trees';
import { kernelExtensions, kernelSources } from '../support/kernel-sources';
import { grammars as grammarsOfC } from '../unit/module/support/project';

const grammars = {
  ...grammarsOfC,
  bash: () => readFile('node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-bash.wasm'),
};

/** The extensions of a tree, and the other files that they are read with. */
interface Tree {
  readonly extensions: readonly LintFile[];
  readonly context: readonly LintFile[];
}

const trees: Readonly<Record<string, () => Promise<Tree>>> = {
  'Linux 6.1': kernel,
  'Linux 6.1 without headers': async () => ({ ...(await kernel()), context: [] }),
  ...Object.fromEntries(iptablesVersions.map((version) => [`iptables ${version}`, () => iptables(version)])),
  'Linux 6.1 with iptables 1.8.11': async () => {
    const [kernelHalf, userspaceHalf] = [await kernel(), await iptables('1.8.11')];
    return {
      extensions: [...kernelHalf.extensions, ...userspaceHalf.extensions],
      context: kernelHalf.context,
    };
  },
  'xtables-addons': async () => {
    const files = await filesBelow(await addonsSources(), /^(?:\w+\.[ch]|Kbuild)$/);
    return { extensions: files, context: [] };
  },
};

it.for(Object.entries(trees))('finds nothing wrong in %s', async ([name, read]) => {
  const { extensions, context } = await read();
  expect(extensions.length).toBeGreaterThan(30);
  const results = await lint(extensions, {
    grammars,
    context,
    onFailure: (code, error) => {
      throw new Error(`The check ${code} failed in ${name}.`, { cause: error });
    },
  });
  const found = results.flatMap(({ file, diagnostics }) =>
    diagnostics.map((diagnostic) => ({ file, ...diagnostic })),
  );
  const certain = found.filter(({ severity }) => severity !== DiagnosticSeverity.Hint);
  console.log(`${name}: ${extensions.length} files, ${certain.length} faults, ${countsOf(found)}`);
  expect(
    certain.map(({ file, range, code, message }) => [file, range.start.line + 1, code, message]),
  ).toEqual([]);
});

/** `hints: 7 unspec-hooks, 2 module-alias`. */
function countsOf(found: readonly { readonly code?: number | string | undefined }[]): string {
  const codes = found.map(({ code }) => String(code));
  const counts = [...new Set(codes)]
    .sort()
    .map((code) => `${codes.filter((one) => one === code).length} ${code}`);
  return `hints: ${counts.length > 0 ? counts.join(', ') : 'none'}`;
}

async function kernel(): Promise<Tree> {
  const linux = await kernelSources();
  const extensions = await Promise.all(
    kernelExtensions.map(({ folder, names }) => filesBelow(join(linux, folder), names)),
  );
  return { extensions: extensions.flat(), context: await filesBelow(join(linux, 'include'), /\.h$/) };
}

async function iptables(version: (typeof iptablesVersions)[number]): Promise<Tree> {
  const folder = await iptablesSources(version);
  return {
    extensions: await filesBelow(join(folder, 'extensions'), /^lib(?:xt|ipt|ip6t)_.*\.[ch]$/),
    context: await filesBelow(join(folder, 'include'), /\.h$/),
  };
}

async function filesBelow(folder: string, names: RegExp): Promise<LintFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const wanted = entries.filter((entry) => entry.isFile() && names.test(entry.name));
  return Promise.all(
    wanted.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { path, text: await readFile(path, 'utf8') };
    }),
  );
}
