// extensions/libxt_udp.c, net/netfilter/xt_tcpudp.c
import type { ExtensionNote } from '../note';

export const udp: ExtensionNote = {
  kind: 'match',
  name: 'udp',
  protocols: ['udp'],
  explanation:
    'Matches the ports of a UDP packet. Loaded by itself once `-p udp` stands before one of its options.',
  example: '-p udp --dport 53',
  options: {
    'source-port': {
      explanation: 'Matches the source port, or a range of ports.',
      example: '1024:65535',
    },
    'destination-port': {
      explanation: 'Matches the destination port, or a range of ports.',
      example: '53',
    },
  },
};
