// net/netfilter/xt_CONNSECMARK.c, connsecmark_tg_check; extensions/libxt_CONNSECMARK.c, CONNSECMARK_check
import type { ExtensionNote } from '../note';

export const connsecmark: ExtensionNote = {
  kind: 'target',
  name: 'CONNSECMARK',
  tables: ['mangle', 'security'],
  needs: 'any',
  explanation:
    'Carries security marks over between a packet and its connection, and goes on with the next rule.',
  example: '-j CONNSECMARK --save',
  options: {
    save: { explanation: 'Copies the mark of the packet to its connection, if that has none yet.' },
    restore: { explanation: 'Copies the mark of the connection to the packet, if that has none yet.' },
  },
};
