// extensions/libxt_esp.c, net/netfilter/xt_esp.c
import type { ExtensionNote } from '../note';

export const esp: ExtensionNote = {
  kind: 'match',
  name: 'esp',
  protocols: ['esp'],
  explanation: 'Matches the header of what IPsec has encrypted.',
  example: '-p esp -m esp --espspi 500',
  options: {
    espspi: {
      explanation:
        'Matches the security parameters index, which tells the connections of IPsec apart, or a range.',
      example: '500:600',
    },
  },
};
