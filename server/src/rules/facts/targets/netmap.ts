// net/netfilter/xt_NETMAP.c
import type { ExtensionNote } from '../note';

export const netmap: ExtensionNote = {
  kind: 'target',
  name: 'NETMAP',
  tables: ['nat'],
  hooks: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  terminating: true,
  explanation:
    'Moves addresses of one network to another, host by host: the destination as packets come in, the source as they leave.',
  example: '-d 198.51.100.0/24 -j NETMAP --to 192.0.2.0/24',
  options: {
    to: {
      explanation: 'The network to move to; what its mask leaves of the address is kept.',
      example: '192.0.2.0/24',
    },
  },
};
