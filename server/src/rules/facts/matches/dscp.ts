// extensions/libxt_dscp.c, net/netfilter/xt_dscp.c
import { dscpClasses } from '../dscp-classes';
import type { ExtensionNote } from '../note';

export const dscp: ExtensionNote = {
  kind: 'match',
  name: 'dscp',
  needs: 'any',
  explanation:
    'Matches the class of service in the IP header, six bits that say how a packet wants to be forwarded.',
  example: '-m dscp --dscp-class EF',
  options: {
    dscp: { explanation: 'The class as a number.', example: '0x2e' },
    'dscp-class': {
      value: 'dscp-class',
      words: [...dscpClasses.keys()],
      explanation: 'The class by its name.',
      example: 'EF',
    },
  },
};
