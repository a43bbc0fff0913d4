// extensions/libxt_set.c; a getopt table, which leaves the flags of the options to be told here
import type { ExtensionNote, OptionNote } from '../note';

const counter = (explanation: string): OptionNote => ({
  value: 'integer',
  maximum: Number.MAX_SAFE_INTEGER,
  explanation,
  example: '10',
});

export const set: ExtensionNote = {
  kind: 'match',
  name: 'set',
  explanation:
    'Matches when the packet is in a set that `ipset` keeps. The set must exist when the rule is loaded.',
  example: '-m set --match-set blocked src',
  options: {
    'match-set': {
      aliases: ['set'],
      value: 'ip-set',
      arguments: 2,
      invertible: true,
      mandatory: true,
      explanation: "The set's name, and for each of its dimensions which side of the packet is looked up.",
      example: 'blocked src',
    },
    'return-nomatch': { invertible: true, explanation: 'Matches on entries kept as exceptions too.' },
    'update-counters': { invertible: true, explanation: 'Counts packets on the entry that matched.' },
    'update-subcounters': {
      invertible: true,
      explanation: 'Counts packets in the member sets of a list of sets.',
    },
    'packets-eq': {
      ...counter('Matches when the entry has counted just so many packets.'),
      invertible: true,
    },
    'packets-lt': counter('Matches when the entry has counted fewer packets.'),
    'packets-gt': counter('Matches when the entry has counted more packets.'),
    'bytes-eq': { ...counter('Matches when the entry has counted just so many bytes.'), invertible: true },
    'bytes-lt': counter('Matches when the entry has counted fewer bytes.'),
    'bytes-gt': counter('Matches when the entry has counted more bytes.'),
  },
};
