// For how long a light stays on: milliseconds, or what begins with `inf` for good (extensions/libxt_LED.c, LED_parse).
import { parseInteger } from '../../facts/integer';
import type { Reading } from './reading';

export function readLedDelay(text: string): Reading<number> {
  if (/^inf/i.test(text)) return { value: Number.POSITIVE_INFINITY };
  const delay = parseInteger(text, 0, 0xffffffff);
  return delay === undefined ? { fault: 'Delay value must be within range 0..4294967295' } : { value: delay };
}
