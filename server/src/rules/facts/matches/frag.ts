// extensions/libip6t_frag.c, net/ipv6/netfilter/ip6t_frag.c
import type { ExtensionNote } from '../note';

export const frag: ExtensionNote = {
  kind: 'match',
  name: 'frag',
  explanation: 'Matches the fragment header of a packet that was sent in pieces.',
  example: '-m frag --fragmore',
  options: {
    fragid: {
      explanation: 'Matches the identification that all pieces of a packet have in common, or a range.',
      example: '1:42',
    },
    fraglen: { explanation: 'Matches the length of the header; it is always 8 bytes by now.', example: '8' },
    fragres: { explanation: 'Matches when the reserved fields are filled with zeros.' },
    fragfirst: { explanation: 'Matches the first piece.' },
    fragmore: { explanation: 'Matches a piece behind which others come.' },
    fraglast: { explanation: 'Matches the last piece.' },
  },
};
