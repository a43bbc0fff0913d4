// extensions/libxt_set.c; a getopt table, hence the option that stands twice under two names
import type { ExtensionFact, OptionFact } from '../fact';

const counter = (name: string, explanation: string): OptionFact => ({
  name,
  value: 'integer',
  maximum: Number.MAX_SAFE_INTEGER,
  invertible: name.endsWith('-eq'),
  explanation,
  example: '10',
});

export const set: ExtensionFact = {
  kind: 'match',
  name: 'set',
  families: ['ipv4', 'ipv6'],
  explanation:
    'Matches when the packet is in a set that `ipset` keeps. The set must exist when the rule is loaded.',
  example: '-m set --match-set blocked src',
  options: [
    {
      name: 'match-set',
      value: 'ip-set',
      arguments: 2,
      invertible: true,
      mandatory: true,
      explanation: "The set's name, and for each of its dimensions which side of the packet is looked up.",
      example: 'blocked src',
    },
    {
      name: 'return-nomatch',
      value: 'none',
      invertible: true,
      explanation: 'Matches on entries kept as exceptions too.',
    },
    {
      name: 'update-counters',
      value: 'none',
      invertible: true,
      explanation: 'Counts packets on the entry that matched.',
    },
    {
      name: 'update-subcounters',
      value: 'none',
      invertible: true,
      explanation: 'Counts packets in the member sets of a list of sets.',
    },
    counter('packets-eq', 'Matches when the entry has counted just so many packets.'),
    counter('packets-lt', 'Matches when the entry has counted fewer packets.'),
    counter('packets-gt', 'Matches when the entry has counted more packets.'),
    counter('bytes-eq', 'Matches when the entry has counted just so many bytes.'),
    counter('bytes-lt', 'Matches when the entry has counted fewer bytes.'),
    counter('bytes-gt', 'Matches when the entry has counted more bytes.'),
  ],
};
