// extensions/libxt_pkttype.c, supported_types
import type { ExtensionNote } from '../note';

export const pkttype: ExtensionNote = {
  kind: 'match',
  name: 'pkttype',
  explanation: 'Matches whether the link layer sent the packet to one host, to all or to a group.',
  example: '-m pkttype --pkt-type broadcast',
  options: {
    'pkt-type': {
      value: 'enumeration',
      words: ['unicast', 'broadcast', 'multicast', 'otherhost', 'bcast', 'mcast', 'host'],
      explanation:
        'The kind of link-layer address: one host (`unicast` or `host`), all, a group, or another host than this one.',
      example: 'multicast',
    },
  },
};
