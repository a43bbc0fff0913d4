// extensions/libxt_NAT.c, net/netfilter/xt_nat.c
import type { ExtensionNote } from '../note';
import { persistent, random } from './nat-options';

export const dnat: ExtensionNote = {
  kind: 'target',
  name: 'DNAT',
  tables: ['nat'],
  hooks: ['PREROUTING', 'OUTPUT'],
  terminating: true,
  explanation: "Changes the destination of the packet's connection.",
  example: '-p tcp --dport 80 -j DNAT --to-destination 192.0.2.1:8080',
  options: {
    'to-destination': {
      value: 'nat-address',
      explanation:
        'The new address, or a range, and the port, or a range; the address of IPv6 stands in brackets before a port. Behind a range of ports, `/` and the port that becomes the first of them.',
      example: '192.0.2.1:8080',
    },
    random,
    persistent,
  },
};
