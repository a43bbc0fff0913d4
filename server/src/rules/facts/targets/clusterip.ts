// net/ipv4/netfilter/ipt_CLUSTERIP.c, clusterip_tg_check; extensions/libipt_CLUSTERIP.c, CLUSTERIP_parse
import type { ExtensionNote } from '../note';

export const clusterip: ExtensionNote = {
  kind: 'target',
  name: 'CLUSTERIP',
  refusedBy: ['nft'],
  explanation:
    'Lets several hosts share one address, each taking its part of the connections. Newer kernels have it no more; the match `cluster` takes its place.',
  example:
    '-d 192.0.2.1 -i eth0 -j CLUSTERIP --new --hashmode sourceip --clustermac 01:00:5e:00:00:01 --total-nodes 2 --local-node 1',
  options: {
    new: { explanation: 'Makes a new cluster of the address; all other options are said with it.' },
    hashmode: {
      value: 'enumeration',
      words: ['sourceip', 'sourceip-sourceport', 'sourceip-sourceport-destport'],
      caseSensitive: true,
      explanation: 'From what it follows which host takes a connection.',
      example: 'sourceip',
    },
    clustermac: {
      explanation: 'The Ethernet address of the cluster, which is one for groups: its first byte is odd.',
      example: '01:00:5e:00:00:01',
    },
    'total-nodes': { explanation: 'How many hosts there are.', example: '2' },
    'local-node': { explanation: 'Which of them this one is, from 1.', example: '1' },
    'hash-init': { explanation: 'A number that the hash begins with, the same on all hosts.', example: '1' },
  },
};
