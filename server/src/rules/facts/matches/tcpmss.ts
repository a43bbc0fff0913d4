// extensions/libxt_tcpmss.c, net/netfilter/xt_tcpmss.c
import type { ExtensionNote } from '../note';

export const tcpmss: ExtensionNote = {
  kind: 'match',
  name: 'tcpmss',
  protocols: ['tcp'],
  explanation: 'Matches the largest segment size that a SYN or SYN/ACK packet announces.',
  example: '-p tcp --syn -m tcpmss --mss 1400:1536',
  options: {
    mss: { explanation: 'A size in bytes, or a range of sizes.', example: '1400:1536', ordered: true },
  },
};
