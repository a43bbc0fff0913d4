// extensions/libipt_ah.c and libip6t_ah.c, net/ipv4/netfilter/ipt_ah.c, net/ipv6/netfilter/ip6t_ah.c
import type { ExtensionNote } from '../note';

const common = {
  kind: 'match',
  name: 'ah',
  explanation: 'Matches the authentication header of IPsec.',
} as const;

const ahspi = {
  explanation:
    'Matches the security parameters index, which tells the connections of IPsec apart, or a range.',
  example: '500:600',
};

export const ahOfIpv4: ExtensionNote = {
  ...common,
  families: ['ipv4'],
  protocols: ['ah'],
  example: '-p ah -m ah --ahspi 500',
  options: { ahspi },
};

/** There it is an extension header, which `-p` does not see. */
export const ahOfIpv6: ExtensionNote = {
  ...common,
  families: ['ipv6'],
  example: '-m ah --ahspi 500',
  options: {
    ahspi,
    ahlen: { explanation: 'Matches the length of the header in bytes.', example: '24' },
    ahres: { explanation: 'Matches when the reserved field is filled with zeros.' },
  },
};
