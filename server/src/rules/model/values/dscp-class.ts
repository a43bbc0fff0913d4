// The name of a class of service: `EF`, `af41` (extensions/dscp_helper.c, class_to_dscp, which compares only as many
// letters as a name has: whatever follows a name is let through).
import { dscpClasses } from '../../facts/dscp-classes';
import { isFault } from './reading';
import type { Reading } from './reading';
import { closest } from './words';

/** The six bits of the class. */
export function readDscpClass(text: string): Reading<number> {
  const upper = text.toUpperCase();
  for (const [name, bits] of dscpClasses) {
    if (upper.startsWith(name)) return { value: bits };
  }
  const instead = closest(text, [...dscpClasses.keys()]);
  return { fault: `Invalid DSCP value \`${text}'`, ...(instead !== undefined && { instead }) };
}

export function describeDscpClass(text: string): string | undefined {
  const reading = readDscpClass(text);
  return isFault(reading) ? undefined : `DSCP \`0x${reading.value.toString(16).padStart(2, '0')}\`.`;
}
