// Which sources the checks of the kernel's API look at.
import type { SourceModel } from '../model/source';

/** C for the kernel: not a program, not a userspace half, and not a header, which says for itself when it is meant. */
export function isKernelSource({ uri, includes }: SourceModel): boolean {
  return (
    uri.endsWith('.c') &&
    includes.some(({ path }) => /^(?:linux|net)\//.test(path)) &&
    !includes.some(({ path }) => /^(?:xtables|stdio|stdlib|unistd)\.h$/.test(path))
  );
}

/** A source that ends up in a module by itself or with others. */
export function isModule(source: SourceModel): boolean {
  return isKernelSource(source) && source.includes.some(({ path }) => path === 'linux/module.h');
}

/** A file of the kernel's own tree belongs to that kernel, whichever it is. */
export function isPartOfKernel(uri: string): boolean {
  return /\/net\/(?:bridge|core|ipv[46]|netfilter|sched)\/(?:[^/]+\/)*[^/]+$/.test(uri);
}
