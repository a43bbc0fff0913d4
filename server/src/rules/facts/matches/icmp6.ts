// extensions/libip6t_icmp6.c; libxtables/xtables.c, xtables_find_match
import { icmpv6Types } from '../icmp-types';
import type { ExtensionNote } from '../note';

export const icmp6: ExtensionNote = {
  kind: 'match',
  name: 'icmp6',
  aliases: ['icmpv6', 'ipv6-icmp'],
  protocols: ['ipv6-icmp'],
  explanation: 'Matches the type of an ICMPv6 packet.',
  example: '-p ipv6-icmp --icmpv6-type echo-request',
  options: {
    'icmpv6-type': {
      value: 'icmp-type',
      words: icmpv6Types,
      explanation: 'Matches the type, by name or number, with `/` and the code if wanted.',
      example: 'echo-request',
    },
  },
};
