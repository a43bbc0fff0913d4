// extensions/libxt_iprange.c
import type { ExtensionNote } from '../note';

export const iprange: ExtensionNote = {
  kind: 'match',
  name: 'iprange',
  explanation: 'Matches a range of addresses that need not be a network.',
  example: '-m iprange --src-range 192.0.2.10-192.0.2.20',
  needs: 'any',
  options: {
    'src-range': {
      value: 'address-range',
      explanation: 'Matches when the source address is in the range.',
      example: '192.0.2.10-192.0.2.20',
    },
    'dst-range': {
      value: 'address-range',
      explanation: 'Matches when the destination address is in the range.',
      example: '192.0.2.10-192.0.2.20',
    },
  },
};
