// extensions/libxt_rpfilter.c; net/ipv4/netfilter/ipt_rpfilter.c, rpfilter_check
import type { ExtensionNote } from '../note';

export const rpfilter: ExtensionNote = {
  kind: 'match',
  name: 'rpfilter',
  tables: ['raw', 'mangle'],
  hooks: ['PREROUTING'],
  explanation: 'Matches when an answer would leave by the interface the packet came in by.',
  example: '-m rpfilter --invert -j DROP',
  options: {
    loose: { explanation: 'Matches when there is a way back by any interface.' },
    validmark: { explanation: "Lets the packet's mark count when the way back is looked up." },
    'accept-local': { explanation: 'Matches packets with an address of this host as their source too.' },
    invert: { explanation: 'Matches the packets that fail the test instead.' },
  },
};
