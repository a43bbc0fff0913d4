// extensions/libxt_NAT.c, net/netfilter/xt_MASQUERADE.c
import type { ExtensionNote } from '../note';
import { fullyRandom, random, toPorts } from './nat-options';

export const masquerade: ExtensionNote = {
  kind: 'target',
  name: 'MASQUERADE',
  tables: ['nat'],
  hooks: ['POSTROUTING'],
  terminating: true,
  explanation:
    'Gives connections the address of the interface they leave by; made for addresses that change.',
  example: '-o eth0 -j MASQUERADE',
  options: { 'to-ports': toPorts, random, 'random-fully': fullyRandom },
};
