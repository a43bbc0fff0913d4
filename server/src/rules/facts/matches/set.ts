// extensions/libxt_set.c, set_parse_v4; a getopt table, which leaves the flags of the options to be told here
import type { ExtensionNote, OptionNote } from '../note';

const relations = ['eq', 'lt', 'gt'] as const;

/** Of what an entry has counted one bound may be asked for; only one that is met exactly may be inverted. */
function counter(
  what: 'packets' | 'bytes',
  relation: (typeof relations)[number],
  explanation: string,
): OptionNote {
  return {
    value: 'integer',
    maximum: 2 ** 64,
    invertible: relation === 'eq',
    excludes: relations.filter((other) => other !== relation).map((other) => `${what}-${other}`),
    explanation,
    example: '10',
  };
}

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
    'return-nomatch': { repeatable: true, explanation: 'Matches on entries kept as exceptions too.' },
    'update-counters': {
      invertible: true,
      repeatable: true,
      explanation: 'Counts packets on the entry that matched, which is done anyway; inverted, it does not.',
    },
    'update-subcounters': {
      invertible: true,
      repeatable: true,
      explanation: 'Counts packets in the member sets of a list of sets, likewise.',
    },
    'packets-eq': counter('packets', 'eq', 'Matches when the entry has counted just so many packets.'),
    'packets-lt': counter('packets', 'lt', 'Matches when the entry has counted fewer packets.'),
    'packets-gt': counter('packets', 'gt', 'Matches when the entry has counted more packets.'),
    'bytes-eq': counter('bytes', 'eq', 'Matches when the entry has counted just so many bytes.'),
    'bytes-lt': counter('bytes', 'lt', 'Matches when the entry has counted fewer bytes.'),
    'bytes-gt': counter('bytes', 'gt', 'Matches when the entry has counted more bytes.'),
  },
};
