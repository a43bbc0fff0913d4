// extensions/libxt_TEE.c, net/netfilter/xt_TEE.c
import type { ExtensionNote } from '../note';

export const tee: ExtensionNote = {
  kind: 'target',
  name: 'TEE',
  explanation:
    'Sends a copy of the packet to another host of a network at hand, and goes on with the next rule.',
  example: '-j TEE --gateway 192.0.2.1',
  options: {
    gateway: { explanation: 'The host that gets the copy.', example: '192.0.2.1' },
    oif: { explanation: 'The interface the copy leaves by.', example: 'eth1' },
  },
};
