// net/netfilter/xt_DSCP.c; extensions/libxt_TOS.c, tos_tg_check
import type { ExtensionNote } from '../note';

export const tos: ExtensionNote = {
  kind: 'target',
  name: 'TOS',
  tables: ['mangle'],
  needs: 'any',
  explanation:
    'Sets the type of service in the IPv4 header, or the traffic class in that of IPv6, and goes on with the next rule.',
  example: '-j TOS --set-tos Minimize-Delay',
  options: {
    'set-tos': {
      value: 'tos',
      explanation:
        'A value, which takes the place of all bits or, with a mask, of those of the mask; or a name, which means six bits.',
      example: '0x10/0x3f',
    },
    'and-tos': { explanation: 'Keeps only these bits.', example: '0xfc' },
    'or-tos': { explanation: 'Sets these bits.', example: '0x10' },
    'xor-tos': { explanation: 'Flips these bits.', example: '0x10' },
  },
};
