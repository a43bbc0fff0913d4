// extensions/libxt_tcp.c, net/netfilter/xt_tcpudp.c
import type { ExtensionFact } from '../fact';

const flags = ['SYN', 'ACK', 'FIN', 'RST', 'URG', 'PSH', 'ALL', 'NONE'] as const;

export const tcp: ExtensionFact = {
  kind: 'match',
  name: 'tcp',
  families: ['ipv4', 'ipv6'],
  protocols: ['tcp'],
  explanation:
    'Matches fields of the TCP header. Loaded by itself once `-p tcp` stands before one of its options.',
  example: '-p tcp --dport 22',
  options: [
    {
      name: 'source-port',
      aliases: ['sport'],
      value: 'port-range',
      invertible: true,
      explanation: 'Matches the source port, or a range of ports.',
      example: '1024:65535',
    },
    {
      name: 'destination-port',
      aliases: ['dport'],
      value: 'port-range',
      invertible: true,
      explanation: 'Matches the destination port, or a range of ports.',
      example: '22',
    },
    {
      name: 'syn',
      value: 'none',
      invertible: true,
      excludes: ['tcp-flags'],
      explanation:
        'Matches the packet that opens a connection: of the flags SYN, RST, ACK and FIN only SYN is set.',
    },
    {
      name: 'tcp-flags',
      value: 'tcp-flags',
      arguments: 2,
      words: flags,
      invertible: true,
      excludes: ['syn'],
      explanation: 'Looks at the flags of the first list and matches when just those of the second are set.',
      example: 'SYN,ACK,FIN,RST SYN',
    },
    {
      name: 'tcp-option',
      value: 'integer',
      minimum: 1,
      maximum: 255,
      invertible: true,
      explanation: 'Matches when the TCP option of this number is there.',
      example: '2',
    },
  ],
};
