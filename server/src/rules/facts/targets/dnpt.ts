// net/ipv6/netfilter/ip6t_NPT.c
import type { ExtensionNote } from '../note';

export const dnpt: ExtensionNote = {
  kind: 'target',
  name: 'DNPT',
  tables: ['mangle'],
  hooks: ['PREROUTING', 'OUTPUT'],
  explanation:
    'Puts another prefix in place of that of the destination address, without keeping track of connections; `SNPT` does the way back. Goes on with the next rule.',
  example: '-i eth0 -d 2001:db8::/64 -j DNPT --src-pfx 2001:db8::/64 --dst-pfx fd00::/64',
  options: {
    'src-pfx': { explanation: 'The prefix that is taken off, 64 bits at most.', example: '2001:db8::/64' },
    'dst-pfx': { explanation: 'The prefix that is put in its place, 64 bits at most.', example: 'fd00::/64' },
  },
};
