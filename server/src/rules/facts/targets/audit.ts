// net/netfilter/xt_AUDIT.c; extensions/libxt_AUDIT.c, audit_parse
import type { ExtensionNote } from '../note';

export const audit: ExtensionNote = {
  kind: 'target',
  name: 'AUDIT',
  explanation: 'Writes a record of the packet to the audit log, and goes on with the next rule.',
  example: '-j AUDIT --type drop',
  options: {
    type: {
      value: 'enumeration',
      words: ['accept', 'drop', 'reject'],
      explanation:
        'What the record says happened to the packet. It decides nothing: a rule behind it does that.',
      example: 'drop',
    },
  },
};
