// extensions/libxt_statistic.c, net/netfilter/xt_statistic.c
import type { ExtensionNote } from '../note';

export const statistic: ExtensionNote = {
  kind: 'match',
  name: 'statistic',
  explanation: 'Matches some of all packets: by chance, or every so-manieth.',
  example: '-m statistic --mode nth --every 3 --packet 0',
  options: {
    mode: {
      value: 'enumeration',
      words: ['random', 'nth'],
      caseSensitive: true,
      explanation: 'By chance (`random`, with `--probability`) or by counting (`nth`, with `--every`).',
      example: 'random',
    },
    probability: { explanation: 'How likely a packet matches, from 0 to 1.', example: '0.5' },
    every: { explanation: 'Matches one packet of so many.', example: '3' },
    packet: {
      explanation: 'Which of these packets matches, from 0 to one less than `--every`.',
      example: '0',
    },
  },
};
