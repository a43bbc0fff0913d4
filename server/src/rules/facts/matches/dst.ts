// extensions/libip6t_dst.c, net/ipv6/netfilter/ip6t_hbh.c
import type { ExtensionNote } from '../note';

export const dst: ExtensionNote = {
  kind: 'match',
  name: 'dst',
  explanation: 'Matches the header that carries options for the destination.',
  example: '-m dst --dst-opts 201:16',
  options: {
    'dst-len': { explanation: 'Matches the length of the header in bytes.', example: '24' },
    'dst-opts': {
      value: 'header-options',
      explanation:
        'Matches when the header has just these options, in this order; of those with a `:` the length must be right too.',
      example: '201:16,4',
    },
  },
};
