// extensions/libxt_multiport.c, net/netfilter/xt_multiport.c
import type { ExtensionFact } from '../fact';

export const multiport: ExtensionFact = {
  kind: 'match',
  name: 'multiport',
  families: ['ipv4', 'ipv6'],
  protocols: ['tcp', 'udp', 'udplite', 'sctp', 'dccp'],
  protocolsWantedBy: 'parser',
  explanation: 'Matches a list of up to 15 ports; a range counts for two.',
  example: '-p tcp -m multiport --dports 80,443,8000:8100',
  needs: 'any',
  options: [
    {
      name: 'source-ports',
      aliases: ['sports'],
      value: 'port-list',
      invertible: true,
      excludes: ['destination-ports', 'ports'],
      explanation: 'Matches when the source port is one of these.',
      example: '1024:2048,4096',
    },
    {
      name: 'destination-ports',
      aliases: ['dports'],
      value: 'port-list',
      invertible: true,
      excludes: ['source-ports', 'ports'],
      explanation: 'Matches when the destination port is one of these.',
      example: '80,443',
    },
    {
      name: 'ports',
      value: 'port-list',
      invertible: true,
      excludes: ['source-ports', 'destination-ports'],
      explanation: 'Matches when the source port or the destination port is one of these.',
      example: '80,443',
    },
  ],
};
