// A class of traffic control, `1:10` (extensions/libxt_CLASSIFY.c, CLASSIFY_string_to_priority, which is
// sscanf("%x:%x")): blanks, signs and `0x` may stand before each number, and what stands behind the second is left.
import { isFault } from './reading';
import type { Reading } from './reading';

export interface TrafficClass {
  readonly major: number;
  readonly minor: number;
}

const pattern = /^\s*[+-]?(0x[\da-f]*|[\da-f]+):\s*[+-]?(0x[\da-f]*|[\da-f]+)/i;

export function readTrafficClass(text: string): Reading<TrafficClass> {
  const [, major, minor] = pattern.exec(text) ?? [];
  if (major === undefined || minor === undefined) return { fault: `Bad class value "${text}"` };
  return { value: { major: lowerHalf(major), minor: lowerHalf(minor) } };
}

/** Each number has 16 bits of the class. */
function lowerHalf(hexadecimal: string): number {
  return Number.parseInt(hexadecimal.replace(/^0x/i, '').slice(-4), 16) || 0;
}

export function describeTrafficClass(text: string): string | undefined {
  const reading = readTrafficClass(text);
  if (isFault(reading)) return undefined;
  const { major, minor } = reading.value;
  return `The class ${minor} of the queueing discipline ${major} (\`0x${major.toString(16)}:0x${minor.toString(16)}\`).`;
}
