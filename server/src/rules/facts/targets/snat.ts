// extensions/libxt_NAT.c, net/netfilter/xt_nat.c
import type { ExtensionNote } from '../note';
import { fullyRandom, persistent, random } from './nat-options';

export const snat: ExtensionNote = {
  kind: 'target',
  name: 'SNAT',
  tables: ['nat'],
  hooks: ['POSTROUTING', 'INPUT'],
  terminating: true,
  explanation: "Changes the source of the packet's connection.",
  example: '-o eth0 -j SNAT --to-source 192.0.2.1',
  options: {
    'to-source': {
      value: 'nat-address',
      explanation: 'The new address, or a range, and the ports.',
      example: '192.0.2.1',
    },
    random,
    'random-fully': fullyRandom,
    persistent,
  },
};
