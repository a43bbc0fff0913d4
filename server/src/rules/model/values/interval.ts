// A number of seconds that a text begins with (extensions/libxt_hashlimit.c, parse_interval, which is atoi).
import { looseInteger } from '../../facts/integer';
import type { Reading } from './reading';

export function readInterval(text: string): Reading<number> {
  const seconds = looseInteger(text, 0, 10).value;
  return seconds > 0 && seconds <= 0x7fffffff
    ? { value: seconds }
    : { fault: `Bad value "${text}": a number of seconds is needed, 1 or more` };
}
