// extensions/libxt_mac.c, net/netfilter/xt_mac.c
import type { ExtensionNote } from '../note';

export const mac: ExtensionNote = {
  kind: 'match',
  name: 'mac',
  hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
  explanation: 'Matches the Ethernet source address; only packets that come in have one.',
  example: '-m mac --mac-source 02:00:00:00:00:01',
  options: {
    'mac-source': {
      explanation: 'Matches the source address: six numbers in hexadecimal, with colons between.',
      example: '02:00:00:00:00:01',
    },
  },
};
