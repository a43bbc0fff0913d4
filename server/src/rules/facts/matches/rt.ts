// extensions/libip6t_rt.c; net/ipv6/netfilter/ip6t_rt.c, rt_mt6_check
import type { ExtensionNote } from '../note';

export const rt: ExtensionNote = {
  kind: 'match',
  name: 'rt',
  explanation: 'Matches fields of the routing header of IPv6.',
  example: '-m rt --rt-type 0 --rt-segsleft 1:3',
  options: {
    'rt-type': { explanation: 'The type of the header.', example: '0' },
    'rt-segsleft': { explanation: 'How many hops are still to come, or a range.', example: '1:3' },
    'rt-len': { explanation: 'The length of the header in bytes.', example: '24' },
    'rt-0-res': { explanation: 'Asks for the reserved field to be zero; behind `--rt-type 0`.' },
    'rt-0-addrs': {
      value: 'hop-addresses',
      explanation: 'The addresses of the hops, 16 at most; behind `--rt-type 0`.',
      example: '2001:db8::1,2001:db8::2',
    },
    'rt-0-not-strict': {
      explanation: 'Lets other hops stand between those of `--rt-0-addrs`, which must come before.',
    },
  },
};
