// net/netfilter/xt_CLASSIFY.c
import type { ExtensionNote } from '../note';

export const classify: ExtensionNote = {
  kind: 'target',
  name: 'CLASSIFY',
  hooks: ['FORWARD', 'OUTPUT', 'POSTROUTING'],
  explanation: 'Puts the packet into a class of traffic control, and goes on with the next rule.',
  example: '-p tcp --dport 22 -j CLASSIFY --set-class 1:10',
  options: {
    'set-class': {
      value: 'traffic-class',
      explanation: 'The class as `tc` names it: two hexadecimal numbers with a colon between.',
      example: '1:10',
    },
  },
};
