// extensions/libxt_time.c, net/netfilter/xt_time.c
import type { ExtensionNote } from '../note';

export const time: ExtensionNote = {
  kind: 'match',
  name: 'time',
  explanation: 'Matches by the time the packet arrives, in UTC unless `--kerneltz` says otherwise.',
  example: '-m time --timestart 08:00 --timestop 18:00 --weekdays Mon,Tue,Wed,Thu,Fri',
  options: {
    datestart: {
      value: 'date',
      explanation: 'Matches from this date on, of which all but the year may be left out.',
      example: '2026-01-31T08:00:00',
    },
    datestop: {
      value: 'date',
      explanation: 'Matches up to this date, of which all but the year may be left out.',
      example: '2026-12-31T18:00:00',
    },
    timestart: {
      value: 'time-of-day',
      explanation: 'The time of day from which it matches; midnight if nothing is said.',
      example: '08:00',
    },
    timestop: {
      value: 'time-of-day',
      explanation:
        'The time of day up to which it matches. Before `--timestart`, it is that of the next day.',
      example: '18:00',
    },
    contiguous: {
      value: 'none',
      explanation: 'Takes a time that passes midnight for one stretch, which belongs to the day it began on.',
    },
    weekdays: {
      value: 'weekdays',
      words: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
      explanation: 'Matches on these days of the week, by name or by number from 1 for Monday.',
      example: 'Mon,Wed,Fri',
    },
    monthdays: {
      value: 'month-days',
      explanation: 'Matches on these days of the month.',
      example: '1,15,31',
    },
    localtz: {
      value: 'none',
      explanation: 'The older name of `--kerneltz`, which iptables warns of.',
    },
    utc: {
      value: 'none',
      explanation: 'Reads dates and times in UTC, as it does if nothing is said.',
    },
    kerneltz: {
      value: 'none',
      explanation: "Reads dates and times in the kernel's time zone, which knows nothing of summer time.",
    },
  },
};
