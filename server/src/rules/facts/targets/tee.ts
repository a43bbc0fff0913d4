// extensions/libxt_TEE.c, net/netfilter/xt_TEE.c
import type { ExtensionFact } from '../fact';

export const tee: ExtensionFact = {
  kind: 'target',
  name: 'TEE',
  families: ['ipv4', 'ipv6'],
  explanation:
    'Sends a copy of the packet to another host of a network at hand, and goes on with the next rule.',
  example: '-j TEE --gateway 192.0.2.1',
  options: [
    {
      name: 'gateway',
      value: 'address',
      mandatory: true,
      explanation: 'The host that gets the copy.',
      example: '192.0.2.1',
    },
    {
      name: 'oif',
      value: 'string',
      explanation: 'The interface the copy leaves by.',
      example: 'eth1',
    },
  ],
};
