// extensions/libxt_NAT.c; net/netfilter/xt_nat.c, xt_MASQUERADE.c, xt_REDIRECT.c
import type { ExtensionFact, OptionFact } from '../fact';

const random: OptionFact = { name: 'random', value: 'none', explanation: 'Chooses the port at random.' };

const fullyRandom: OptionFact = {
  name: 'random-fully',
  value: 'none',
  since: '1.6.2',
  explanation: 'Chooses the port at random without looking at the packet.',
};

const persistent: OptionFact = {
  name: 'persistent',
  value: 'none',
  explanation: 'Gives a client the same address for each of its connections.',
};

const ports: OptionFact = {
  name: 'to-ports',
  value: 'nat-ports',
  explanation: 'The port, or a range; `-p` must name a protocol that has ports.',
  example: '8080',
};

const shared = { kind: 'target', families: ['ipv4', 'ipv6'], tables: ['nat'], terminating: true } as const;

export const nat: readonly ExtensionFact[] = [
  {
    ...shared,
    name: 'DNAT',
    hooks: ['PREROUTING', 'OUTPUT'],
    explanation: "Changes the destination of the packet's connection.",
    example: '-p tcp --dport 80 -j DNAT --to-destination 192.0.2.1:8080',
    options: [
      {
        name: 'to-destination',
        value: 'nat-address',
        mandatory: true,
        explanation:
          'The new address, or a range, and the port; the address of IPv6 stands in brackets before a port.',
        example: '192.0.2.1:8080',
      },
      random,
      persistent,
    ],
  },
  {
    ...shared,
    name: 'SNAT',
    hooks: ['POSTROUTING', 'INPUT'],
    explanation: "Changes the source of the packet's connection.",
    example: '-o eth0 -j SNAT --to-source 192.0.2.1',
    options: [
      {
        name: 'to-source',
        value: 'nat-address',
        mandatory: true,
        explanation: 'The new address, or a range, and the ports.',
        example: '192.0.2.1',
      },
      random,
      fullyRandom,
      persistent,
    ],
  },
  {
    ...shared,
    name: 'MASQUERADE',
    hooks: ['POSTROUTING'],
    explanation:
      'Gives connections the address of the interface they leave by; made for addresses that change.',
    example: '-o eth0 -j MASQUERADE',
    options: [ports, random, fullyRandom],
  },
  {
    ...shared,
    name: 'REDIRECT',
    hooks: ['PREROUTING', 'OUTPUT'],
    explanation: 'Sends the packet to this host itself, to another port if wanted.',
    example: '-p tcp --dport 80 -j REDIRECT --to-ports 8080',
    options: [ports, random],
  },
];
