// `nfw clangd`: the headers of a target's kernel, and the two files that have clangd read a module with them.
import { relative } from 'node:path';
import { setUpClangd, type ClangdSetup } from '../../../remote/src/jobs/clangd';
import { fetchKernelHeaders, headersIn } from '../../../remote/src/jobs/kernel-headers';
import { defineCommand } from '../command';
import { modulesOf, oneFolder } from '../module-command';
import { withTarget } from '../session';
import { readConnection, targetOptions } from '../target';

export const clangd = defineCommand({
  name: 'clangd',
  summary: 'Set clangd up for a module, with the kernel headers of a target.',
  usage: ['clangd [OPTION …] [FOLDER]'],
  description: `
Writes compile_commands.json and .clangd into FOLDER (the working folder when left
out), so that clangd knows the kernel's types. The headers are those of the target's
running kernel; they are fetched once and kept in the cache. With --headers they are
those of a build tree on this machine, such as /lib/modules/6.1.0-18-amd64/build.
A .clangd of your own is left as it is.`,
  options: {
    ...targetOptions,
    headers: { type: 'string', value: 'FOLDER', help: 'A build tree on this machine, instead of a target.' },
  },
  run: async ({ values, operands, signal }) => {
    const folder = oneFolder(operands, 'clangd');
    const modules = await modulesOf(folder);
    const headers =
      values.headers === undefined
        ? await withTarget(readConnection(values), signal, (context) => fetchKernelHeaders(context))
        : await headersIn(values.headers);
    console.log(describe(await setUpClangd(modules, headers)));
    return 0;
  },
});

function describe({ commands, written, kept }: ClangdSetup): string {
  const shown = (path: string): string => relative(process.cwd(), path) || '.';
  return [
    ...commands.map(({ file }) => `${shown(file)}: clangd reads it with the kernel's headers`),
    ...written.map((path) => `${shown(path)} written`),
    ...(kept === undefined ? [] : [`${shown(kept)} left as it is: it is not ours`]),
  ].join('\n');
}
