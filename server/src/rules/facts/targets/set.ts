// net/netfilter/xt_set.c, set_target_v3_checkentry; extensions/libxt_SET.c, a getopt table
import type { ExtensionNote, OptionNote } from '../note';

const change = (explanation: string): OptionNote => ({
  value: 'ip-set',
  arguments: 2,
  explanation: `${explanation} The set's name, and for each of its dimensions which side of the packet is meant.`,
  example: 'blocked src',
});

const mapped = (explanation: string): OptionNote => ({ requires: ['map-set'], explanation });

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
      requires: ['add-set'],
      repeatable: true,
      explanation: 'Sets the timeout anew if the entry is there already.',
    },
    timeout: {
      value: 'integer',
      maximum: 4294967294,
      requires: ['add-set'],
      repeatable: true,
      explanation: 'For how many seconds the entry stays.',
      example: '600',
    },
    'map-set': {
      ...change('Looks the packet up and takes over what the entry holds for it.'),
      tables: ['mangle'],
    },
    'map-mark': { ...mapped("Takes over the packet's mark."), repeatable: true },
    'map-prio': {
      ...mapped('Takes over the class of traffic control.'),
      repeatable: true,
      hooks: ['FORWARD', 'OUTPUT', 'POSTROUTING'],
    },
    'map-queue': {
      ...mapped('Takes over the queue of the network card.'),
      repeatable: true,
      hooks: ['FORWARD', 'OUTPUT', 'POSTROUTING'],
    },
  },
};
