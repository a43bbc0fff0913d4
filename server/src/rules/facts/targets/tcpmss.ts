// net/netfilter/xt_TCPMSS.c; extensions/libxt_TCPMSS.c, TCPMSS_check
import type { ExtensionNote } from '../note';

export const tcpmss: ExtensionNote = {
  kind: 'target',
  name: 'TCPMSS',
  protocols: ['tcp'],
  needs: 'any',
  explanation:
    'Lowers the largest segment that the packet opening a TCP connection offers, so that later packets fit the way. Goes on with the next rule.',
  example: '-p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu',
  options: {
    'set-mss': { explanation: 'The largest segment in bytes.', example: '1400' },
    'clamp-mss-to-pmtu': {
      hooks: ['FORWARD', 'OUTPUT', 'POSTROUTING'],
      overruledBy: 'set-mss',
      explanation: 'Takes what the way to the destination has room for.',
    },
  },
};
