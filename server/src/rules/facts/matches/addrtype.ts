// extensions/libxt_addrtype.c; net/netfilter/xt_addrtype.c, addrtype_mt_checkentry_v1
import type { ExtensionNote, OptionNote } from '../note';

const type = {
  value: 'enumeration-list',
  words: [
    'UNSPEC',
    'UNICAST',
    'LOCAL',
    'BROADCAST',
    'ANYCAST',
    'MULTICAST',
    'BLACKHOLE',
    'UNREACHABLE',
    'PROHIBIT',
    'THROW',
    'NAT',
    'XRESOLVE',
  ],
  abbreviable: true,
  example: 'LOCAL',
} as const satisfies Partial<OptionNote>;

export const addrtype: ExtensionNote = {
  kind: 'match',
  name: 'addrtype',
  explanation: 'Matches what kind of address the routing table takes an address for.',
  example: '-m addrtype --dst-type LOCAL',
  needs: ['src-type', 'dst-type'],
  options: {
    'src-type': {
      ...type,
      explanation: 'Matches the kind of the source address; one of those listed is enough.',
    },
    'dst-type': {
      ...type,
      explanation: 'Matches the kind of the destination address; one of those listed is enough.',
    },
    'limit-iface-in': {
      hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
      explanation: 'Asks only for the interface the packet came in by.',
    },
    'limit-iface-out': {
      hooks: ['FORWARD', 'OUTPUT', 'POSTROUTING'],
      explanation: 'Asks only for the interface the packet leaves by.',
    },
  },
};
