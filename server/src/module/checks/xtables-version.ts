// xtables-version: the userspace half must say which libxtables it was built for.
import { nameRange } from '../model/extension-ranges';
import { addField, leavesOut } from './registration-fields';
import type { ModuleCheck } from './subject';

export const xtablesVersion: ModuleCheck = {
  code: 'xtables-version',
  tier: 'module',
  severity: 'error',
  title: 'Version of libxtables',
  explanation: `libxtables compares \`.version\` of every extension with its own, because the layout of the registration changes between
versions. Without one it says that the extension is missing a version, and iptables exits as soon as a rule names it.

Set \`.version = XTABLES_VERSION\`, which the headers of libxtables define.`,
  source: 'libxtables/xtables.c, xtables_register_match and xtables_register_target',
  *run({ extensions }) {
    for (const extension of extensions) {
      if (extension.side !== 'userspace' || !leavesOut(extension, 'version')) continue;
      yield {
        range: nameRange(extension.registration),
        message: `${extension.name} has no .version: iptables exits with "is missing a version" when it loads the extension.`,
        ...addField(extension.registration, '.version = XTABLES_VERSION'),
      };
    }
  },
};
