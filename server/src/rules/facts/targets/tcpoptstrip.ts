// net/netfilter/xt_TCPOPTSTRIP.c
import type { ExtensionNote } from '../note';
import { tcpOptions } from '../tcp-options';

export const tcpoptstrip: ExtensionNote = {
  kind: 'target',
  name: 'TCPOPTSTRIP',
  tables: ['mangle'],
  protocols: ['tcp'],
  explanation:
    'Takes options out of the TCP header by writing empty ones over them. Goes on with the next rule.',
  example: '-p tcp -j TCPOPTSTRIP --strip-options timestamp,sack',
  options: {
    'strip-options': {
      value: 'tcp-options',
      words: [...tcpOptions.keys()],
      explanation: 'The options, by number from 2 to 255 or by name.',
      example: 'timestamp,sack',
    },
  },
};
