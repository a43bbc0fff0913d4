// net/netfilter/xt_CHECKSUM.c
import type { ExtensionNote } from '../note';

export const checksum: ExtensionNote = {
  kind: 'target',
  name: 'CHECKSUM',
  tables: ['mangle'],
  explanation:
    'Fills in a checksum that was left to the network card, for virtual machines that cannot do without. Goes on with the next rule.',
  example: '-p udp --dport 68 -j CHECKSUM --checksum-fill',
  options: {
    'checksum-fill': { explanation: 'Computes the checksum and writes it into the packet.' },
  },
};
