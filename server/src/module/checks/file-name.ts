// file-name: iptables finds the userspace half of an extension by the name of its file.
import type { Finding } from '../../check';
import { familyName } from '../model/extension';
import type { Extension } from '../model/extension';
import { fieldRange, nameRange } from '../model/extension-ranges';
import { fileName } from './subject';
import type { ModuleCheck } from './subject';

const libraryName = /^lib(xt|ipt|ip6t)_(.+)\.c$/;

/** Of the prefixes that one command alone looks for, the NFPROTO_… number of its family. */
const families: ReadonlyMap<string, number> = new Map([
  ['ipt', 2],
  ['ip6t', 10],
]);

export const fileNameCheck: ModuleCheck = {
  code: 'file-name',
  tier: 'module',
  severity: 'warning',
  title: 'Name of the userspace half',
  explanation: `For \`-j FOO\` or \`-m FOO\` iptables loads \`libxt_FOO.so\` or \`libipt_FOO.so\`, ip6tables \`libxt_FOO.so\` or
\`libip6t_FOO.so\`, and such a file is built from the source of the same name. A source that registers one extension of another
name, or for the family that looks for other files, is not found.

Rename the file, or the extension. The kernel half is found by its aliases, whatever its file is called.`,
  source: 'libxtables/xtables.c, load_extension',
  *run({ source, extensions }) {
    const [, prefix, expected] = libraryName.exec(fileName(source.uri)) ?? [];
    const own = extensions.filter(({ side }) => side === 'userspace');
    const [first] = own;
    if (prefix === undefined || expected === undefined || !first) return;
    if (own.length < source.registrations.length) return;
    const finding = otherName(expected, own, first) ?? otherFamily(prefix, own, first);
    if (finding) yield finding;
  },
};

function otherName(expected: string, own: readonly Extension[], first: Extension): Finding | undefined {
  const names = new Set(own.map(({ name }) => name));
  // A file of several extensions is meant to be linked to their names, as libxt_NAT.c of iptables is.
  if (names.size > 1 || names.has(expected)) return undefined;
  return {
    range: nameRange(first.registration),
    message: `iptables looks for ${first.name} in libxt_${first.name}.so, but this file becomes ${libraryOf(first)}.`,
  };
}

function otherFamily(prefix: string, own: readonly Extension[], first: Extension): Finding | undefined {
  const family = families.get(prefix);
  if (family === undefined || !own.every((extension) => isOtherFamily(extension, family))) return undefined;
  const command = family === 2 ? 'iptables' : 'ip6tables';
  return {
    range: fieldRange(first, 'family'),
    message: `${first.name} is registered for ${familyName(first.family ?? 0)}, but only ${command} looks for ${libraryOf(first)}: no command finds it.`,
  };
}

function isOtherFamily({ family }: Extension, served: number): boolean {
  return (family === 2 || family === 10) && family !== served;
}

function libraryOf({ source }: Extension): string {
  return fileName(source.uri).replace(/c$/, 'so');
}
