// extensions/libxt_LOG.c
import type { ExtensionNote } from '../note';

export const log: ExtensionNote = {
  kind: 'target',
  name: 'LOG',
  explanation: 'Writes the packet to the kernel log and goes on with the next rule.',
  example: '-j LOG --log-prefix "dropped: "',
  options: {
    'log-level': {
      words: ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug', 'panic'],
      explanation:
        'The level of the message, by name or by number from 0 to 7; 4 (`warning`) if nothing is said.',
      example: 'info',
    },
    'log-prefix': {
      explanation: 'What the message begins with; what is beyond 29 characters is cut off.',
      example: '"dropped: "',
    },
    'log-tcp-sequence': { explanation: 'Writes the TCP sequence numbers too.' },
    'log-tcp-options': { explanation: 'Writes the options of the TCP header too.' },
    'log-ip-options': { explanation: 'Writes the options of the IP header too.' },
    'log-uid': { explanation: 'Writes the user who sends the packet too.' },
    'log-macdecode': { explanation: 'Writes the link-layer addresses in parts.' },
  },
};
