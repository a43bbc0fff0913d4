// extensions/libxt_tcp.c, net/netfilter/xt_tcpudp.c; a getopt table, which leaves the flags to be told here
import type { ExtensionNote } from '../note';

export const tcp: ExtensionNote = {
  kind: 'match',
  name: 'tcp',
  protocols: ['tcp'],
  explanation:
    'Matches fields of the TCP header. Loaded by itself once `-p tcp` stands before one of its options.',
  example: '-p tcp --dport 22',
  options: {
    'source-port': {
      value: 'port-range',
      invertible: true,
      explanation: 'Matches the source port, or a range of ports.',
      example: '1024:65535',
    },
    'destination-port': {
      value: 'port-range',
      invertible: true,
      explanation: 'Matches the destination port, or a range of ports.',
      example: '22',
    },
    syn: {
      invertible: true,
      excludes: ['tcp-flags'],
      explanation:
        'Matches the packet that opens a connection: of the flags SYN, RST, ACK and FIN only SYN is set.',
    },
    'tcp-flags': {
      value: 'tcp-flags',
      arguments: 2,
      words: ['SYN', 'ACK', 'FIN', 'RST', 'URG', 'PSH', 'ALL', 'NONE'],
      invertible: true,
      excludes: ['syn'],
      explanation: 'Looks at the flags of the first list and matches when just those of the second are set.',
      example: 'SYN,ACK,FIN,RST SYN',
    },
    'tcp-option': {
      value: 'integer',
      minimum: 1,
      maximum: 255,
      invertible: true,
      explanation: 'Matches when the TCP option of this number is there.',
      example: '2',
    },
  },
};
