// extensions/libipt_icmp.c and libip6t_icmp6.c
import { icmpTypes, icmpv6Types } from '../icmp-types';
import type { ExtensionFact } from '../fact';

export const icmp: ExtensionFact = {
  kind: 'match',
  name: 'icmp',
  families: ['ipv4'],
  protocols: ['icmp'],
  explanation: 'Matches the type of an ICMP packet.',
  example: '-p icmp --icmp-type echo-request',
  options: [
    {
      name: 'icmp-type',
      value: 'icmp-type',
      words: icmpTypes,
      invertible: true,
      mandatory: true,
      explanation: 'Matches the type, by name or number, with `/` and the code if wanted.',
      example: 'echo-request',
    },
  ],
};

export const icmp6: ExtensionFact = {
  kind: 'match',
  name: 'icmp6',
  families: ['ipv6'],
  protocols: ['ipv6-icmp'],
  explanation: 'Matches the type of an ICMPv6 packet.',
  example: '-p ipv6-icmp --icmpv6-type echo-request',
  options: [
    {
      name: 'icmpv6-type',
      value: 'icmp-type',
      words: icmpv6Types,
      invertible: true,
      mandatory: true,
      explanation: 'Matches the type, by name or number, with `/` and the code if wanted.',
      example: 'echo-request',
    },
  ],
};
