// extensions/libxt_ipcomp.c, net/netfilter/xt_ipcomp.c
import type { ExtensionNote } from '../note';

export const ipcomp: ExtensionNote = {
  kind: 'match',
  name: 'ipcomp',
  protocols: ['ipcomp'],
  explanation: 'Matches the header of what IPComp has compressed.',
  example: '-p ipcomp -m ipcomp --ipcompspi 18',
  options: {
    ipcompspi: {
      explanation: 'Matches the index that names the kind of compression, or a range.',
      example: '2:4',
    },
    compres: { explanation: 'Stands for a check of the reserved field, which the kernel does not make.' },
  },
};
