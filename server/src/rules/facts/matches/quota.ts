// extensions/libxt_quota.c, net/netfilter/xt_quota.c
import type { ExtensionNote } from '../note';

export const quota: ExtensionNote = {
  kind: 'match',
  name: 'quota',
  explanation: 'Matches until so many bytes have passed, then never again.',
  example: '-m quota --quota 1000000000 -j ACCEPT',
  options: {
    quota: {
      explanation: 'How many bytes may pass. Loading the rules anew begins anew.',
      example: '1000000000',
    },
  },
};
