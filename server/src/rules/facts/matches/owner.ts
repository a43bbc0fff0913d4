// extensions/libxt_owner.c, net/netfilter/xt_owner.c
import type { ExtensionFact } from '../fact';

export const owner: ExtensionFact = {
  kind: 'match',
  name: 'owner',
  families: ['ipv4', 'ipv6'],
  hooks: ['OUTPUT', 'POSTROUTING'],
  explanation: 'Matches who sends a packet; only packets of this host have an owner.',
  example: '-m owner --uid-owner root',
  needs: 'any',
  options: [
    {
      name: 'uid-owner',
      value: 'user',
      invertible: true,
      explanation: 'Matches the user of the sending socket: a name, a number or a range of numbers.',
      example: '1000',
    },
    {
      name: 'gid-owner',
      value: 'group',
      invertible: true,
      explanation: 'Matches the group of the sending socket: a name, a number or a range of numbers.',
      example: '1000',
    },
    {
      name: 'socket-exists',
      value: 'none',
      invertible: true,
      explanation: 'Matches when a socket sends the packet.',
    },
    {
      name: 'suppl-groups',
      value: 'none',
      since: '1.8.3',
      requires: ['gid-owner'],
      explanation: 'Looks for the group among the supplementary groups too.',
    },
  ],
};
