// extensions/libxt_osf.c, net/netfilter/xt_osf.c
import type { ExtensionNote } from '../note';

export const osf: ExtensionNote = {
  kind: 'match',
  name: 'osf',
  protocols: ['tcp'],
  hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
  explanation:
    'Matches the operating system that a SYN packet looks to come from, by fingerprints that `nfnl_osf` has loaded.',
  example: '-p tcp -m osf --genre Linux --ttl 0 --log 1',
  options: {
    genre: {
      explanation: 'The system, as the fingerprints call it.',
      example: 'Linux',
    },
    ttl: {
      explanation:
        "How the packet's TTL is compared: 0 for hosts of the local network, 1 for others, 2 for not at all.",
      example: '0',
    },
    log: {
      explanation: 'What is logged: 0 all fingerprints that match, 1 the first one, 2 all known ones.',
      example: '1',
    },
  },
};
