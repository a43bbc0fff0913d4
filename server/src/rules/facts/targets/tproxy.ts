// net/netfilter/xt_TPROXY.c
import type { ExtensionNote } from '../note';

export const tproxy: ExtensionNote = {
  kind: 'target',
  name: 'TPROXY',
  tables: ['mangle'],
  hooks: ['PREROUTING'],
  protocols: ['tcp', 'udp'],
  terminating: true,
  explanation:
    'Hands the packet to a socket of this host without changing its addresses, for a proxy that nobody sees. Routing must bring packets with the mark here.',
  example: '-p tcp --dport 80 -j TPROXY --on-port 3129 --tproxy-mark 0x1/0x1',
  options: {
    'on-port': {
      explanation: 'The port the proxy listens to; 0 keeps the port of the packet.',
      example: '3129',
    },
    'on-ip': {
      explanation:
        'The address the proxy listens on; that of the interface the packet came in by if nothing is said.',
      example: '127.0.0.1',
    },
    'tproxy-mark': { explanation: 'The mark the packet gets.', example: '0x1/0x1' },
  },
};
