// unspec-hooks: a mask of hooks means other hooks in the tables of arptables.
import { fieldRange } from '../model/extension-ranges';
import type { ModuleCheck } from './subject';

export const unspecHooks: ModuleCheck = {
  code: 'unspec-hooks',
  tier: 'module',
  severity: 'hint',
  title: 'Hooks of any family',
  explanation: `\`NFPROTO_UNSPEC\` offers an extension to arptables too, whose hooks have other numbers: bit 1 is \`NF_INET_LOCAL_IN\` for
iptables and \`NF_ARP_OUT\` for arptables. Kernels of 2026 refuse such an extension in rules of arptables with \`not valid for this
family\`; older ones let it run on ARP packets from hooks that the mask does not mean.

Register it once for \`NFPROTO_IPV4\` and once for \`NFPROTO_IPV6\`.`,
  source: 'net/netfilter/x_tables.c, xt_check_target and xt_check_match',
  *run({ extensions }) {
    for (const extension of extensions) {
      const { side, registration, family, hooks, name } = extension;
      if (side !== 'kernel' || family !== 0 || hooks === undefined || hooks === 0) continue;
      if (registration.opaque) continue;
      yield {
        range: fieldRange(extension, 'hooks'),
        message: `The mask of ${name} may let arptables use it from hooks that are not meant: it is registered for any family, and ARP numbers its hooks otherwise.`,
      };
    }
  },
};
