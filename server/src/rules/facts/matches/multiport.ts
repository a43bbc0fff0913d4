// extensions/libxt_multiport.c, net/netfilter/xt_multiport.c
import type { ExtensionNote } from '../note';

export const multiport: ExtensionNote = {
  kind: 'match',
  name: 'multiport',
  protocols: ['tcp', 'udp', 'udplite', 'sctp', 'dccp'],
  protocolsWantedBy: 'parser',
  explanation: 'Matches a list of up to 15 ports; a range counts for two.',
  example: '-p tcp -m multiport --dports 80,443,8000:8100',
  needs: 'any',
  options: {
    'source-ports': {
      value: 'port-list',
      explanation: 'Matches when the source port is one of these.',
      example: '1024:2048,4096',
    },
    'destination-ports': {
      value: 'port-list',
      explanation: 'Matches when the destination port is one of these.',
      example: '80,443',
    },
    ports: {
      value: 'port-list',
      explanation: 'Matches when the source port or the destination port is one of these.',
      example: '80,443',
    },
  },
};
