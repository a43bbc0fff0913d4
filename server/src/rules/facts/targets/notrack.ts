// net/netfilter/xt_CT.c, notrack_tg_reg
import type { ExtensionNote } from '../note';

export const notrack: ExtensionNote = {
  kind: 'target',
  name: 'NOTRACK',
  tables: ['raw'],
  explanation:
    'Leaves the packet out of connection tracking, as `CT --notrack` does, and goes on with the next rule.',
  example: '-j NOTRACK',
  options: {},
};
