// extensions/libxt_connbytes.c, net/netfilter/xt_connbytes.c
import type { ExtensionNote } from '../note';

export const connbytes: ExtensionNote = {
  kind: 'match',
  name: 'connbytes',
  explanation: 'Matches how much a connection has carried so far; loading it turns the counting on.',
  example: '-m connbytes --connbytes 1000000: --connbytes-mode bytes --connbytes-dir both',
  options: {
    connbytes: {
      ordered: true,
      explanation: 'The least there must be, or a range; of what, the two other options say.',
      example: '1000000:',
    },
    'connbytes-dir': {
      value: 'enumeration',
      words: ['original', 'reply', 'both'],
      caseSensitive: true,
      explanation: 'Which packets count: those of who opened the connection, the answers, or both.',
      example: 'both',
    },
    'connbytes-mode': {
      value: 'enumeration',
      words: ['packets', 'bytes', 'avgpkt'],
      caseSensitive: true,
      explanation: 'What is counted: packets, bytes, or the bytes of an average packet.',
      example: 'bytes',
    },
  },
};
