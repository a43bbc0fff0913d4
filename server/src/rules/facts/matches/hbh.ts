// extensions/libip6t_hbh.c, net/ipv6/netfilter/ip6t_hbh.c
import type { ExtensionNote } from '../note';

export const hbh: ExtensionNote = {
  kind: 'match',
  name: 'hbh',
  explanation: 'Matches the header that carries options for every router on the way.',
  example: '-m hbh --hbh-opts 5:2',
  options: {
    'hbh-len': { explanation: 'Matches the length of the header in bytes.', example: '8' },
    'hbh-opts': {
      value: 'header-options',
      explanation:
        'Matches when the header has just these options, in this order; of those with a `:` the length must be right too.',
      example: '5:2,1',
    },
  },
};
