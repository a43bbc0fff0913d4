// net/ipv4/netfilter/ipt_ECN.c; extensions/libipt_ECN.c, ECN_check
import type { ExtensionNote } from '../note';

export const ecn: ExtensionNote = {
  kind: 'target',
  name: 'ECN',
  tables: ['mangle'],
  needs: 'any',
  explanation:
    'Changes the bits by which routers report congestion, for hosts that cannot bear them. Goes on with the next rule.',
  example: '-p tcp -d 192.0.2.1 -j ECN --ecn-tcp-remove',
  options: {
    'ecn-tcp-remove': { protocols: ['tcp'], explanation: 'Clears both bits in the TCP header.' },
    'ecn-tcp-cwr': {
      protocols: ['tcp'],
      explanation: 'Sets the bit CWR of the TCP header; made for experiments.',
      example: '0',
    },
    'ecn-tcp-ece': {
      protocols: ['tcp'],
      explanation: 'Sets the bit ECE of the TCP header; made for experiments.',
      example: '0',
    },
    'ecn-ip-ect': {
      explanation: 'Sets the two bits in the IPv4 header; made for experiments.',
      example: '0',
    },
  },
};
