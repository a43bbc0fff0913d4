// extensions/libxt_udp.c, net/netfilter/xt_tcpudp.c
import type { ExtensionFact } from '../fact';

export const udp: ExtensionFact = {
  kind: 'match',
  name: 'udp',
  families: ['ipv4', 'ipv6'],
  protocols: ['udp'],
  explanation:
    'Matches the ports of a UDP packet. Loaded by itself once `-p udp` stands before one of its options.',
  example: '-p udp --dport 53',
  options: [
    {
      name: 'source-port',
      aliases: ['sport'],
      value: 'service-range',
      invertible: true,
      explanation: 'Matches the source port, or a range of ports.',
      example: '1024:65535',
    },
    {
      name: 'destination-port',
      aliases: ['dport'],
      value: 'service-range',
      invertible: true,
      explanation: 'Matches the destination port, or a range of ports.',
      example: '53',
    },
  ],
};
