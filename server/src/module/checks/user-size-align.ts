// user-size-align: libxtables takes only sizes that x_tables' alignment leaves as they are.
import type { Finding } from '../../check';
import type { Extension } from '../model/extension';
import { fieldRange } from '../model/extension-ranges';
import { xtAlign } from '../model/layout';
import type { ModuleCheck } from './subject';

export const userSizeAlign: ModuleCheck = {
  code: 'user-size-align',
  tier: 'module',
  severity: 'error',
  title: 'Alignment of the size',
  explanation: `Private data lies in a row with other entries, so its size must be a multiple of what \`XT_ALIGN\` rounds to: eight bytes on
64-bit machines. libxtables refuses any other with \`has invalid size\`, and iptables exits as soon as a rule names the extension.

Write \`.size = XT_ALIGN(sizeof(…))\`.`,
  source: 'libxtables/xtables.c, xtables_register_match and xtables_register_target',
  *run({ extensions }) {
    for (const extension of extensions) {
      const size = extension.side === 'userspace' ? extension.size.lp64 : undefined;
      if (size !== undefined && size !== xtAlign(size, 'lp64')) yield describe(extension, size);
    }
  },
};

function describe(extension: Extension, size: number): Finding {
  const value = extension.registration.fields.get('size')?.value;
  const wrap = (range: Finding['range']) => [
    { range: { start: range.start, end: range.start }, newText: 'XT_ALIGN(' },
    { range: { start: range.end, end: range.end }, newText: ')' },
  ];
  return {
    range: fieldRange(extension, 'size'),
    message: `.size is ${size} bytes, which is no multiple of 8: iptables exits with "has invalid size ${size}" when it loads the extension.`,
    ...(value && { fixes: [{ title: 'Wrap the size in XT_ALIGN', edits: wrap(value.range) }] }),
  };
}
