// The estimator measures at fixed steps from a quarter of a second to eight, and forgets by a power of two
// (extensions/libxt_RATEEST.c, RATEEST_final_check).
import { readEstimatorTime } from '../../model/values/estimator-time';
import { isFault } from '../../model/values/reading';
import type { OptionNode } from '../../syntax/tree';
import type { Constraint } from './constraint';
import { findOption, knownValue, spanOf } from './options';

const longestInterval = 8_000_000;

export const rateestTarget: Constraint = {
  kind: 'target',
  name: 'RATEEST',
  check(extension, _context, report) {
    const interval = findOption(extension, 'rateest-interval');
    const average = findOption(extension, 'rateest-ewmalog');
    const [step, time] = [microseconds(interval), microseconds(average)];
    if (interval && step !== undefined && step > longestInterval) {
      report({ ...spanOf(interval), message: 'RATEEST: interval value is too large: 8 seconds at most.' });
    } else if (average && step !== undefined && time !== undefined && !isInReach(step, time)) {
      const message = 'RATEEST: ewmalog value is out of range: it does not go with the interval.';
      report({ ...spanOf(average), message });
    }
  },
};

function microseconds(option: OptionNode | undefined): number | undefined {
  const text = knownValue(option);
  const time = text === undefined ? undefined : readEstimatorTime(text);
  return time && !isFault(time) ? time.value : undefined;
}

/** How many halvings of the weight fit into the time: at least one, and fewer than the kernel's 31. */
function isInReach(step: number, time: number): boolean {
  let log = 1;
  while (log < 32 && !(step / -Math.log(1 - 1 / divisor(log)) > time)) log += 1;
  return log - 1 > 0 && log - 1 < 31;
}

/** `1 << 31` is negative in C. */
function divisor(log: number): number {
  return 1 << log;
}
