// net/netfilter/xt_DSCP.c; extensions/libxt_DSCP.c, DSCP_check
import type { ExtensionNote } from '../note';

export const dscp: ExtensionNote = {
  kind: 'target',
  name: 'DSCP',
  tables: ['mangle'],
  needs: 'any',
  explanation: 'Sets the DSCP field of the IP header, and goes on with the next rule.',
  example: '-j DSCP --set-dscp-class EF',
  options: {
    'set-dscp': { explanation: 'The new value as a number.', example: '0x2e' },
    'set-dscp-class': {
      value: 'dscp-class',
      explanation: 'The new value by the name of its class: `BE`, `EF`, `CS0` to `CS7`, `AF11` to `AF43`.',
      example: 'EF',
    },
  },
};
