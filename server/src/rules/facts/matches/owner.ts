// extensions/libxt_owner.c, net/netfilter/xt_owner.c
import type { ExtensionNote } from '../note';

export const owner: ExtensionNote = {
  kind: 'match',
  name: 'owner',
  hooks: ['OUTPUT', 'POSTROUTING'],
  explanation: 'Matches who sends a packet; only packets of this host have an owner.',
  example: '-m owner --uid-owner root',
  needs: 'any',
  options: {
    'uid-owner': {
      value: 'user',
      explanation: 'Matches the user of the sending socket: a name, a number or a range of numbers.',
      example: '1000',
    },
    'gid-owner': {
      value: 'group',
      explanation: 'Matches the group of the sending socket: a name, a number or a range of numbers.',
      example: '1000',
    },
    'socket-exists': { explanation: 'Matches when a socket sends the packet.' },
    'suppl-groups': {
      since: '1.8.3',
      requires: ['gid-owner'],
      explanation: 'Looks for the group among the supplementary groups too.',
    },
  },
};
