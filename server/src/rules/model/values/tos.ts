// The type of service of a packet, with a mask or by name: `0x10/0x3f`, `Minimize-Delay` (libxtables/xtoptions.c,
// xtopt_parse_tosmask and tos_parse_numeric).
import { leadingInteger, parseInteger } from '../../facts/integer';
import { typesOfService } from '../../facts/type-of-service';
import { isFault } from './reading';
import type { Reading } from './reading';
import { closest } from './words';

export interface TypeOfService {
  readonly value: number;
  readonly mask: number;
}

export function readTypeOfService(text: string): Reading<TypeOfService> {
  const number = leadingInteger(text, 0, 255);
  if (!number) return readName(text);
  const { value, end } = number;
  if (end === text.length) return { value: { value, mask: 255 } };
  const mask = text[end] === '/' ? parseInteger(text.slice(end + 1), 0, 255) : undefined;
  return mask === undefined ? { fault: `Illegal value: "${text}"` } : { value: { value, mask } };
}

/** The names mean the bits that DSCP has left to the type of service. */
function readName(text: string): Reading<TypeOfService> {
  const names = [...typesOfService.keys()];
  const name = names.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  const value = name === undefined ? undefined : typesOfService.get(name);
  if (value !== undefined) return { value: { value, mask: 0x3f } };
  const instead = closest(text, names);
  return { fault: `Symbolic name "${text}" is unknown`, ...(instead !== undefined && { instead }) };
}

/** The bits, and the DSCP that shares them. */
export function describeTypeOfService(text: string): string | undefined {
  const reading = readTypeOfService(text);
  if (isFault(reading)) return undefined;
  const { value, mask } = reading.value;
  const hexadecimal = (byte: number) => `\`0x${byte.toString(16).padStart(2, '0')}\``;
  const named = [...typesOfService].find(([, bits]) => bits === value && mask === 0x3f)?.[0];
  const counted = mask === 255 ? '' : `, of which the bits of ${hexadecimal(mask)} count`;
  const name = named === undefined ? '' : `: ${named}`;
  return `Type of service ${hexadecimal(value)}${counted}${name}. Its upper six bits are the DSCP ${hexadecimal(value >> 2)}.`;
}
