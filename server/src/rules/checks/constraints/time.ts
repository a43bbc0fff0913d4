// extensions/libxt_time.c, time_check
import { readTimeOfDay } from '../../model/values/date-and-time';
import { isFault } from '../../model/values/reading';
import type { Constraint } from './constraint';
import { findOption, spanOf } from './options';

export const time: Constraint = {
  kind: 'match',
  name: 'time',
  check(extension, _context, report): void {
    const contiguous = findOption(extension, 'contiguous');
    if (!contiguous) return;
    // What a shell has yet to fill in reads as no time at all.
    const start = readTimeOfDay(findOption(extension, 'timestart')?.values[0]?.value ?? '00:00');
    const stop = readTimeOfDay(findOption(extension, 'timestop')?.values[0]?.value ?? '23:59:59');
    if (isFault(start) || isFault(stop) || start.value >= stop.value) return;
    const message = 'time: --contiguous only makes sense when stoptime is smaller than starttime.';
    report({ ...spanOf(contiguous), message });
  },
};
