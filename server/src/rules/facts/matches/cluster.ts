// extensions/libxt_cluster.c, net/netfilter/xt_cluster.c
import type { ExtensionNote } from '../note';

export const cluster: ExtensionNote = {
  kind: 'match',
  name: 'cluster',
  needs: ['cluster-local-node', 'cluster-local-nodemask'],
  explanation:
    'Matches the packets that are for this machine of a group which all get the same packets: each connection belongs to one node, by a hash of its source address.',
  example: '-m cluster --cluster-total-nodes 2 --cluster-local-node 1 --cluster-hash-seed 0xdeadbeef',
  options: {
    'cluster-total-nodes': { explanation: 'How many machines the group has.', example: '2' },
    'cluster-local-node': { explanation: 'The number of this machine, from 1.', example: '1' },
    'cluster-local-nodemask': {
      explanation: 'Several machines that this one stands for, a bit for each.',
      example: '3',
    },
    'cluster-hash-seed': {
      explanation: 'What the hash starts from; the same on all machines.',
      example: '0xdeadbeef',
    },
  },
};
