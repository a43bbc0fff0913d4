// Matches of addresses other than `-s` and `-d`: extensions/libxt_iprange.c, libxt_mac.c, libxt_addrtype.c
import type { ExtensionFact } from '../fact';

export const iprange: ExtensionFact = {
  kind: 'match',
  name: 'iprange',
  families: ['ipv4', 'ipv6'],
  explanation: 'Matches a range of addresses that need not be a network.',
  example: '-m iprange --src-range 192.0.2.10-192.0.2.20',
  needs: 'any',
  options: [
    {
      name: 'src-range',
      value: 'address-range',
      invertible: true,
      explanation: 'Matches when the source address is in the range.',
      example: '192.0.2.10-192.0.2.20',
    },
    {
      name: 'dst-range',
      value: 'address-range',
      invertible: true,
      explanation: 'Matches when the destination address is in the range.',
      example: '192.0.2.10-192.0.2.20',
    },
  ],
};

export const mac: ExtensionFact = {
  kind: 'match',
  name: 'mac',
  families: ['ipv4', 'ipv6'],
  hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
  explanation: 'Matches the Ethernet source address; only packets that come in have one.',
  example: '-m mac --mac-source 02:00:00:00:00:01',
  options: [
    {
      name: 'mac-source',
      value: 'mac-address',
      invertible: true,
      mandatory: true,
      explanation: 'Matches the source address: six numbers in hexadecimal, with colons between.',
      example: '02:00:00:00:00:01',
    },
  ],
};

const addressTypes = [
  'UNSPEC',
  'UNICAST',
  'LOCAL',
  'BROADCAST',
  'ANYCAST',
  'MULTICAST',
  'BLACKHOLE',
  'UNREACHABLE',
  'PROHIBIT',
  'THROW',
  'NAT',
  'XRESOLVE',
] as const;

export const addrtype: ExtensionFact = {
  kind: 'match',
  name: 'addrtype',
  families: ['ipv4', 'ipv6'],
  explanation: 'Matches what kind of address the routing table takes an address for.',
  example: '-m addrtype --dst-type LOCAL',
  needs: ['src-type', 'dst-type'],
  options: [
    {
      name: 'src-type',
      value: 'enumeration-list',
      words: addressTypes,
      abbreviable: true,
      invertible: true,
      explanation: 'Matches the kind of the source address; one of those listed is enough.',
      example: 'LOCAL',
    },
    {
      name: 'dst-type',
      value: 'enumeration-list',
      words: addressTypes,
      abbreviable: true,
      invertible: true,
      explanation: 'Matches the kind of the destination address; one of those listed is enough.',
      example: 'LOCAL',
    },
    {
      name: 'limit-iface-in',
      value: 'none',
      excludes: ['limit-iface-out'],
      explanation: 'Asks only for the interface the packet came in by.',
    },
    {
      name: 'limit-iface-out',
      value: 'none',
      excludes: ['limit-iface-in'],
      explanation: 'Asks only for the interface the packet leaves by.',
    },
  ],
};
