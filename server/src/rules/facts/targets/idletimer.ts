// net/netfilter/xt_IDLETIMER.c
import type { ExtensionNote } from '../note';

export const idletimer: ExtensionNote = {
  kind: 'target',
  name: 'IDLETIMER',
  explanation:
    'Starts a timer that each packet starts anew, and tells programs through sysfs when it has run out. Goes on with the next rule.',
  example: '-j IDLETIMER --timeout 60 --label uplink',
  options: {
    timeout: { explanation: 'How many seconds without a packet make the line idle.', example: '60' },
    label: {
      value: 'proc-name',
      explanation: 'The name of the timer, and of its file in sysfs. Rules with one label share the timer.',
      example: 'uplink',
    },
    alarm: { explanation: 'Counts the time the machine sleeps too.' },
  },
};
