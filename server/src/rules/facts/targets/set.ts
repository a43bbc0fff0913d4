// net/netfilter/xt_set.c, set_target_v3_checkentry; extensions/libxt_SET.c, set_target_parse_v3: a getopt table, whose
// options take a `!` and make nothing of it
import type { ExtensionNote, OptionNote } from '../note';

const change = (explanation: string): OptionNote => ({
  value: 'ip-set',
  arguments: 2,
  invertible: true,
  explanation: `${explanation} The set's name, and for each of its dimensions which side of the packet is meant.`,
  example: 'blocked src',
});

const flag = { invertible: true, repeatable: true } as const satisfies Partial<OptionNote>;

export const set: ExtensionNote = {
  kind: 'target',
  name: 'SET',
  needs: ['add-set', 'del-set', 'map-set'],
  explanation:
    'Adds the packet to a set that `ipset` keeps, or takes it out. The set must exist when the rule is loaded. Goes on with the next rule.',
  example: '-j SET --add-set blocked src --exist --timeout 600',
  options: {
    'add-set': change('Adds an entry.'),
    'del-set': change('Deletes an entry.'),
    exist: {
      ...flag,
      requires: ['add-set'],
      explanation: 'Sets the timeout anew if the entry is there already.',
    },
    timeout: {
      value: 'integer',
      maximum: 4294967294,
      ...flag,
      requires: ['add-set'],
      explanation: 'For how many seconds the entry stays.',
      example: '600',
    },
    'map-set': {
      ...change('Looks the packet up and takes over what the entry holds for it.'),
      tables: ['mangle'],
    },
    'map-mark': { ...flag, requires: ['map-set'], explanation: "Takes over the packet's mark." },
    'map-prio': {
      ...flag,
      requires: ['map-set'],
      explanation: 'Takes over the class of traffic control.',
      hooks: ['FORWARD', 'OUTPUT', 'POSTROUTING'],
    },
    'map-queue': {
      ...flag,
      requires: ['map-set'],
      explanation: 'Takes over the queue of the network card.',
      hooks: ['FORWARD', 'OUTPUT', 'POSTROUTING'],
    },
  },
};
