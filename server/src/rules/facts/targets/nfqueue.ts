// net/netfilter/xt_NFQUEUE.c. Not called terminating: with `--queue-bypass`, and nobody who listens, the packet goes on.
import type { ExtensionNote } from '../note';

export const nfqueue: ExtensionNote = {
  kind: 'target',
  name: 'NFQUEUE',
  explanation: 'Hands the packet to a program, which decides about it.',
  example: '-j NFQUEUE --queue-num 1 --queue-bypass',
  options: {
    'queue-num': { explanation: 'The queue the program listens to; 0 if nothing is said.', example: '1' },
    'queue-balance': {
      value: 'queue-range',
      explanation: 'Several queues, the first and the last; all packets of a flow go to the same.',
      example: '0:3',
    },
    'queue-bypass': {
      explanation: 'Goes on with the next rule if no program listens, instead of dropping the packet.',
    },
    'queue-cpu-fanout': {
      explanation: 'Chooses among the queues by the processor that handles the packet.',
    },
  },
};
