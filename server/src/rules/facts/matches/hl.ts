// extensions/libip6t_hl.c, net/netfilter/xt_hl.c
import type { ExtensionNote } from '../note';

export const hl: ExtensionNote = {
  kind: 'match',
  name: 'hl',
  needs: 'any',
  explanation: 'Matches the hop limit: how many routers may still pass the packet on.',
  example: '-m hl --hl-lt 5',
  options: {
    'hl-eq': { aliases: ['hl'], explanation: 'Matches when the hop limit is this.', example: '255' },
    'hl-lt': { explanation: 'Matches when the hop limit is less.', example: '5' },
    'hl-gt': { explanation: 'Matches when the hop limit is greater.', example: '64' },
  },
};
