// net/netfilter/xt_HL.c; extensions/libip6t_HL.c, HL_check
import type { ExtensionNote } from '../note';

export const hl: ExtensionNote = {
  kind: 'target',
  name: 'HL',
  tables: ['mangle'],
  needs: 'any',
  explanation: 'Changes the hop limit: how many hops the packet may still take. Goes on with the next rule.',
  example: '-j HL --hl-set 64',
  options: {
    'hl-set': { explanation: 'The new number of hops.', example: '64' },
    'hl-dec': { explanation: 'Takes so many hops away.', example: '1' },
    'hl-inc': {
      explanation: 'Adds so many hops; one that adds what each router takes lets packets circle for good.',
      example: '1',
    },
  },
};
