// net/ipv6/netfilter/ip6t_NPT.c
import type { ExtensionNote } from '../note';

export const snpt: ExtensionNote = {
  kind: 'target',
  name: 'SNPT',
  tables: ['mangle'],
  hooks: ['INPUT', 'POSTROUTING'],
  explanation:
    'Puts another prefix in place of that of the source address, without keeping track of connections; `DNPT` does the way back. Goes on with the next rule.',
  example: '-o eth0 -s fd00::/64 -j SNPT --src-pfx fd00::/64 --dst-pfx 2001:db8::/64',
  options: {
    'src-pfx': { explanation: 'The prefix that is taken off, 64 bits at most.', example: 'fd00::/64' },
    'dst-pfx': {
      explanation: 'The prefix that is put in its place, 64 bits at most.',
      example: '2001:db8::/64',
    },
  },
};
