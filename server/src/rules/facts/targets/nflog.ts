// extensions/libxt_NFLOG.c
import type { ExtensionNote } from '../note';

export const nflog: ExtensionNote = {
  kind: 'target',
  name: 'NFLOG',
  explanation: 'Hands a copy of the packet to a program that logs, and goes on with the next rule.',
  example: '-j NFLOG --nflog-group 1 --nflog-prefix "dropped"',
  options: {
    'nflog-group': { explanation: 'The group the program listens to.', example: '1' },
    'nflog-prefix': { explanation: 'What the message begins with.', example: '"dropped"' },
    'nflog-range': { explanation: 'Has no effect; `--nflog-size` has taken its place.' },
    'nflog-size': { explanation: 'How many bytes of the packet are handed over.', example: '128' },
    'nflog-threshold': {
      explanation: 'How many packets are gathered before they are handed over.',
      example: '10',
    },
  },
};
