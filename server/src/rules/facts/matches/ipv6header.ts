// extensions/libip6t_ipv6header.c, net/ipv6/netfilter/ip6t_ipv6header.c
import { ipv6HeaderNames } from '../ipv6-headers';
import type { ExtensionNote } from '../note';

export const ipv6header: ExtensionNote = {
  kind: 'match',
  name: 'ipv6header',
  explanation: 'Matches which headers stand between that of IPv6 and the payload.',
  example: '-m ipv6header --header frag --soft',
  options: {
    header: {
      value: 'ipv6-headers',
      words: ipv6HeaderNames,
      explanation: 'The headers, by name or number; `prot` is any protocol above.',
      example: 'hop,frag',
    },
    soft: { explanation: 'Lets the packet have other headers too.' },
  },
};
