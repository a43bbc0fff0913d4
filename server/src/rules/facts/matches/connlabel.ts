// extensions/libxt_connlabel.c, net/netfilter/xt_connlabel.c
import type { ExtensionNote } from '../note';

export const connlabel: ExtensionNote = {
  kind: 'match',
  name: 'connlabel',
  explanation: 'Matches a label of the connection. A connection may have any of 128 labels at once.',
  example: '-m connlabel --label 1',
  options: {
    label: {
      value: 'connection-label',
      explanation: 'The number of the label, 0 to 127, or a name out of `/etc/xtables/connlabel.conf`.',
      example: '1',
    },
    set: { explanation: 'Gives the label to the connection first, and matches if that worked.' },
  },
};
