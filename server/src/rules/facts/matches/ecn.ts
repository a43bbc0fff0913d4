// extensions/libxt_ecn.c, net/netfilter/xt_ecn.c (ecn_mt_check4 asks for TCP)
import type { ExtensionNote } from '../note';

export const ecn: ExtensionNote = {
  kind: 'match',
  name: 'ecn',
  needs: 'any',
  explanation: 'Matches the bits with which routers and hosts tell one another of congestion.',
  example: '-p tcp -m ecn --ecn-tcp-ece',
  options: {
    'ecn-tcp-cwr': {
      protocols: ['tcp'],
      explanation: 'Matches when the TCP header says that the sender has slowed down.',
    },
    'ecn-tcp-ece': {
      protocols: ['tcp'],
      explanation: 'Matches when the TCP header says that the other side saw congestion.',
    },
    'ecn-ip-ect': {
      explanation:
        'Matches the two bits of the IP header: 0 without congestion notification, 1 and 2 with it, 3 when congestion was met.',
      example: '3',
    },
  },
};
