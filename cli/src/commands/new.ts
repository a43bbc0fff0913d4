// `nfw new`: a new extension in a folder of its own, which builds, loads and passes its tests as it stands.
import { resolve, join } from 'node:path';
import process from 'node:process';
import { nameFault, type ExtensionKind, type Family, type NewExtension } from '../../../scaffold/src/names';
import { filesOf, folderOf } from '../../../scaffold/src/new-extension';
import { writeExtension } from '../../../scaffold/src/write-extension';
import { allExtensions } from '../../../server/src/all-extensions';
import { chooseAction } from '../action';
import { defineCommand, type ExitCode } from '../command';
import { UsageError } from '../usage-error';

const kinds: Readonly<Record<ExtensionKind, ExtensionKind>> = { target: 'target', match: 'match' };

const families: Readonly<Record<string, readonly Family[]>> = {
  both: ['ipv4', 'ipv6'],
  ipv4: ['ipv4'],
  ipv6: ['ipv6'],
};

export const newExtension = defineCommand({
  name: 'new',
  summary: 'Write a new target or match that builds and loads.',
  usage: ['new target|match [OPTION …] NAME'],
  description: `
Writes a folder: the kernel module xt_NAME (ipt_NAME or ip6t_NAME for one family), the
library for iptables with its manual page and its tests, Kbuild and Makefile, and a rule
file to try it with. A target sets the mark of a packet and a match compares it, until
you write what yours is for.`,
  options: {
    family: { type: 'string', choices: ['both', 'ipv4', 'ipv6'], help: 'Families it serves (both).' },
    'second-revision': {
      type: 'boolean',
      help: 'Add revision 1, whose option takes a mask, beside revision 0.',
    },
    'per-netns': { type: 'boolean', help: 'Add state of each network namespace.' },
    folder: { type: 'string', short: 'C', value: 'FOLDER', help: 'Write into FOLDER (the working folder).' },
  },
  run: ({ values, operands }) => {
    const [word, name, ...more] = operands;
    const kind = chooseAction('new', kinds, word);
    if (name === undefined || more.length > 0) throw new UsageError(`new ${kind} takes one name.`, 'new');
    const fault = nameFault(name, kind) ?? takenBy(name, kind);
    if (fault !== undefined) throw new UsageError(fault, 'new');
    const extension: NewExtension = {
      name,
      kind,
      families: families[values.family ?? 'both'] ?? [],
      secondRevision: values['second-revision'],
      perNetns: values['per-netns'],
    };
    return write(extension, values.folder ?? '.');
  },
});

function takenBy(name: string, kind: ExtensionKind): string | undefined {
  const taken = allExtensions.some((known) => known.kind === kind && known.name === name);
  return taken ? `iptables has a ${kind} ${name} already. Choose another name.` : undefined;
}

async function write(extension: NewExtension, parent: string): Promise<ExitCode> {
  const folder = resolve(parent, folderOf(extension));
  const files = filesOf(extension);
  await writeExtension(folder, files);
  for (const { path } of files) process.stdout.write(`${join(folder, path)}\n`);
  process.stderr.write(`nfw: it builds as it is: nfw build ${folder}\n`);
  return 0;
}
