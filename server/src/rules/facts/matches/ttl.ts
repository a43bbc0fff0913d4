// extensions/libipt_ttl.c, net/netfilter/xt_hl.c
import type { ExtensionNote } from '../note';

export const ttl: ExtensionNote = {
  kind: 'match',
  name: 'ttl',
  needs: 'any',
  explanation: 'Matches the time to live: how many routers may still pass the packet on.',
  example: '-m ttl --ttl-lt 5',
  options: {
    'ttl-eq': { aliases: ['ttl'], explanation: 'Matches when the time to live is this.', example: '255' },
    'ttl-lt': { explanation: 'Matches when the time to live is less.', example: '5' },
    'ttl-gt': { explanation: 'Matches when the time to live is greater.', example: '64' },
  },
};
