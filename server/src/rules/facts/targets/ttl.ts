// net/netfilter/xt_HL.c; extensions/libipt_TTL.c, TTL_check
import type { ExtensionNote } from '../note';

export const ttl: ExtensionNote = {
  kind: 'target',
  name: 'TTL',
  tables: ['mangle'],
  needs: 'any',
  explanation: 'Changes how many hops the packet may still take, and goes on with the next rule.',
  example: '-j TTL --ttl-set 64',
  options: {
    'ttl-set': { explanation: 'The new number of hops.', example: '64' },
    'ttl-dec': { explanation: 'Takes so many hops away.', example: '1' },
    'ttl-inc': {
      explanation: 'Adds so many hops; one that adds what each router takes lets packets circle for good.',
      example: '1',
    },
  },
};
