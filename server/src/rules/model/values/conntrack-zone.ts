// A zone of connection tracking: a number, or `mark` (extensions/libxt_CT.c, ct_parse_zone_id).
import { parseInteger } from '../../facts/integer';
import type { Reading } from './reading';

export function readConntrackZone(text: string): Reading<number | 'mark'> {
  if (text.toLowerCase() === 'mark') return { value: 'mark' };
  const zone = parseInteger(text, 0, 65535);
  return zone === undefined ? { fault: `Cannot parse ${text} as a zone ID` } : { value: zone };
}
