// extensions/libxt_connlimit.c, net/netfilter/xt_connlimit.c
import type { ExtensionNote } from '../note';

export const connlimit: ExtensionNote = {
  kind: 'match',
  name: 'connlimit',
  needs: ['connlimit-upto', 'connlimit-above'],
  explanation: 'Matches how many connections an address, or all addresses of a network together, have open.',
  example: '-p tcp --syn --dport 22 -m connlimit --connlimit-above 3',
  options: {
    'connlimit-upto': { explanation: 'Matches up to this many connections.', example: '3' },
    'connlimit-above': { explanation: 'Matches when there are more connections than this.', example: '3' },
    'connlimit-mask': {
      value: 'prefix-length',
      explanation:
        'Counts a network of this prefix length as one address; every address for itself if nothing is said.',
      example: '24',
    },
    'connlimit-saddr': { explanation: 'Counts by the source address, which is what happens anyway.' },
    'connlimit-daddr': { explanation: 'Counts by the destination address.' },
  },
};
