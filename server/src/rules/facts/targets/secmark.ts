// net/netfilter/xt_SECMARK.c, secmark_tg_check
import type { ExtensionNote } from '../note';

export const secmark: ExtensionNote = {
  kind: 'target',
  name: 'SECMARK',
  tables: ['mangle', 'security'],
  explanation: 'Sets the security mark of the packet, which SELinux asks for. Goes on with the next rule.',
  example: '-j SECMARK --selctx system_u:object_r:http_packet_t:s0',
  options: {
    selctx: {
      explanation: 'The security context; the policy must know it when the rule is loaded.',
      example: 'system_u:object_r:http_packet_t:s0',
    },
  },
};
