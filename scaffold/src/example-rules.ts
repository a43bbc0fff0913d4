// examples/name.v4 and .v6: a rule file to try the extension with, which takes nothing from anybody's traffic.
import type { NewExtension } from './names';

export function exampleRules({ name, kind }: NewExtension): string {
  const [table, rule] =
    kind === 'target'
      ? ['mangle', `-A OUTPUT -o lo -j ${name} --mark 0x1`]
      : ['filter', `-A OUTPUT -o lo -m ${name} --mark 0x1 -j ACCEPT`];
  return `*${table}\n${rule}\nCOMMIT\n`;
}
