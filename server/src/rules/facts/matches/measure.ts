// Matches of a packet's measures: extensions/libxt_length.c, libxt_pkttype.c, libipt_ttl.c, libip6t_hl.c
import type { ExtensionFact } from '../fact';

export const length: ExtensionFact = {
  kind: 'match',
  name: 'length',
  families: ['ipv4', 'ipv6'],
  explanation: 'Matches the length of the packet behind the link header.',
  example: '-m length --length 0:128',
  options: [
    {
      name: 'length',
      value: 'integer-range',
      maximum: 65535,
      invertible: true,
      mandatory: true,
      explanation: 'Matches this length in bytes, or a range.',
      example: '0:128',
    },
  ],
};

export const pkttype: ExtensionFact = {
  kind: 'match',
  name: 'pkttype',
  families: ['ipv4', 'ipv6'],
  explanation: 'Matches whether the link layer sent the packet to one host, to all or to a group.',
  example: '-m pkttype --pkt-type broadcast',
  options: [
    {
      name: 'pkt-type',
      value: 'enumeration',
      words: ['unicast', 'broadcast', 'multicast', 'host'],
      invertible: true,
      mandatory: true,
      explanation: 'The kind of link-layer address.',
      example: 'multicast',
    },
  ],
};
