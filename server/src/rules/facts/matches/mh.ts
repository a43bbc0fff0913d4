// extensions/libip6t_mh.c, net/ipv6/netfilter/ip6t_mh.c
import { mobilityTypes } from '../mobility-types';
import type { ExtensionNote } from '../note';

export const mh: ExtensionNote = {
  kind: 'match',
  name: 'mh',
  protocols: ['mobility-header'],
  explanation: 'Matches the kind of a message of Mobile IPv6.',
  example: '-p mobility-header -m mh --mh-type binding-update',
  options: {
    'mh-type': {
      value: 'mobility-types',
      words: mobilityTypes.map(([name]) => name),
      explanation: 'The type, by name, abbreviation or number, or a range of types.',
      example: 'binding-update',
    },
  },
};
