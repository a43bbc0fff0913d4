// extensions/libipt_ULOG.c; the kernel side, net/ipv4/netfilter/ipt_ULOG.c, was there up to 3.16
import type { ExtensionNote } from '../note';

export const ulog: ExtensionNote = {
  kind: 'target',
  name: 'ULOG',
  refusedBy: ['legacy', 'nft'],
  explanation:
    'Handed a copy of the packet to a program that logs. Kernels from 3.17 on have it no more; `NFLOG` takes its place.',
  example: '-j ULOG --ulog-nlgroup 1',
  options: {
    'ulog-nlgroup': { explanation: 'The group the program listens to.', example: '1' },
    'ulog-prefix': { explanation: 'What the message begins with.', example: '"dropped"' },
    'ulog-cprange': {
      explanation: 'How many bytes of the packet are handed over; 0 for all.',
      example: '128',
    },
    'ulog-qthreshold': {
      explanation: 'How many packets are gathered before they are handed over.',
      example: '10',
    },
  },
};
