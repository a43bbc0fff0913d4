// extensions/libip6t_eui64.c, net/ipv6/netfilter/ip6t_eui64.c
import type { ExtensionNote } from '../note';

export const eui64: ExtensionNote = {
  kind: 'match',
  name: 'eui64',
  hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
  explanation:
    'Matches when the lower half of the source address is made of the Ethernet address the packet came from.',
  example: '-m eui64',
  options: {},
};
