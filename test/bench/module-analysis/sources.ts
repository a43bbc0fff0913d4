// The C that the bench analyses: every extension of the kernel and of iptables, as one workspace of both.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { iptablesSources } from '../../support/iptables-trees';
import { kernelExtensions, kernelSources } from '../../support/kernel-sources';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** The kernel's extensions first. */
export async function readSources(): Promise<{ kernel: SourceFile[]; iptables: SourceFile[] }> {
  const linux = await kernelSources();
  const kernel = await Promise.all(
    kernelExtensions.map(({ folder, names }) => readFiles(join(linux, folder), names)),
  );
  const iptables = join(await iptablesSources('1.8.9'), 'extensions');
  return { kernel: kernel.flat(), iptables: await readFiles(iptables, /^lib(?:xt|ipt|ip6t)_.*\.[ch]$/) };
}

async function readFiles(folder: string, names: RegExp): Promise<SourceFile[]> {
  const found = (await readdir(folder)).filter((name) => names.test(name)).sort();
  return Promise.all(
    found.map(async (name) => {
      const path = join(folder, name);
      return { path, text: await readFile(path, 'utf8') };
    }),
  );
}
