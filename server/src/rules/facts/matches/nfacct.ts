// extensions/libxt_nfacct.c, net/netfilter/xt_nfacct.c
import type { ExtensionNote } from '../note';

export const nfacct: ExtensionNote = {
  kind: 'match',
  name: 'nfacct',
  explanation:
    'Counts the packet on an accounting object, which `nfacct add` must have made before the rules are loaded. It always matches.',
  example: '-m nfacct --nfacct-name web',
  options: {
    'nfacct-name': {
      explanation: 'The name of the object; what is beyond 31 bytes is cut off.',
      example: 'web',
    },
  },
};
