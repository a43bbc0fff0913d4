// module-owner: what keeps a module loaded while rules use its extensions.
import { nameRange } from '../model/extension-ranges';
import { addField, leavesOut } from './registration-fields';
import type { ModuleCheck } from './subject';

export const moduleOwner: ModuleCheck = {
  code: 'module-owner',
  tier: 'module',
  severity: 'warning',
  title: 'Owner of a registration',
  explanation: `For every rule that uses an extension the kernel takes a reference to the module that \`.me\` names. Without it nothing holds
the module: \`rmmod\` succeeds while rules still use the extension, and the next packet that reaches one of them runs code that is
gone, which ends in an oops.

Set \`.me = THIS_MODULE\` in every registration.`,
  source: 'net/netfilter/x_tables.c, xt_find_target and xt_find_match',
  *run({ source, extensions }) {
    // Code that can only be linked into the kernel goes without.
    if (!source.invocations.some(({ callee }) => callee === 'module_exit')) return;
    for (const extension of extensions) {
      if (extension.side !== 'kernel' || !leavesOut(extension, 'me')) continue;
      yield {
        range: nameRange(extension.registration),
        message: `${extension.name} has no .me = THIS_MODULE: rmmod works while rules use it, and the next packet that reaches one of them crashes the kernel.`,
        ...addField(extension.registration, '.me = THIS_MODULE'),
      };
    }
  },
};
