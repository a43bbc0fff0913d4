// file-name: iptables finds the userspace half of an extension by the name of its file.
import { nameRange } from '../model/extension-ranges';
import { fileName } from './subject';
import type { ModuleCheck } from './subject';

const libraryName = /^lib(?:xt|ipt|ip6t)_(.+)\.c$/;

export const fileNameCheck: ModuleCheck = {
  code: 'file-name',
  tier: 'module',
  severity: 'warning',
  title: 'Name of the userspace half',
  explanation: `For \`-j FOO\` or \`-m FOO\` iptables loads \`libxt_FOO.so\` (or \`libipt_FOO.so\`, \`libip6t_FOO.so\`), and such a
file is built from the source of the same name. A source that registers one extension of another name is not found.

Rename the file, or the extension.`,
  source: 'libxtables/xtables.c, load_extension',
  *run({ source, extensions }) {
    const expected = libraryName.exec(fileName(source.uri))?.[1];
    const own = extensions.filter(({ side }) => side === 'userspace');
    const names = new Set(own.map(({ name }) => name));
    const [first] = own;
    // A file of several extensions is meant to be linked to their names, as libxt_NAT.c of iptables is.
    if (expected === undefined || !first || names.size > 1 || names.has(expected)) return;
    if (own.length < source.registrations.length) return;
    yield {
      range: nameRange(first.registration),
      message: `iptables looks for ${first.name} in libxt_${first.name}.so, but this file becomes ${fileName(source.uri).replace(/c$/, 'so')}.`,
    };
  },
};
