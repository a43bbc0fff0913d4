// How many bits of an address count: a number, or a mask written out (libxtables/xtoptions.c, xtopt_parse_plen).
import type { Family } from '../../facts/fact';
import { parseInteger } from '../../facts/integer';
import { formatIpv4, ipv4Mask, parseClassic } from './ipv4';
import { formatIpv6, ipv6Mask, parseIpv6 } from './ipv6';
import type { ValueContext } from './readers';
import { isFault } from './reading';
import type { Reading } from './reading';

/** The length; undefined for a mask that has bits behind a gap, which is no prefix. */
export function readPrefixLength(
  text: string,
  { profile }: Pick<ValueContext, 'profile'>,
): Reading<number | undefined> {
  const longest = profile.family === 'ipv4' ? 32 : 128;
  const length = parseInteger(text, 0, longest);
  if (length !== undefined) return { value: length };
  const mask = bitsOfMask(text, profile.family);
  if (mask === undefined) return { fault: `neither a valid network mask nor valid CIDR (0-${longest})` };
  const ones = mask.indexOf('0') < 0 ? longest : mask.indexOf('0');
  return { value: mask.includes('1', ones) ? undefined : ones };
}

/** The address as zeros and ones. */
function bitsOfMask(text: string, family: Family): string | undefined {
  return family === 'ipv4'
    ? parseClassic(text)?.toString(2).padStart(32, '0')
    : parseIpv6(text)?.toString(2).padStart(128, '0');
}

export function describePrefixLength(
  text: string,
  { profile }: Pick<ValueContext, 'profile'>,
): string | undefined {
  const length = readPrefixLength(text, { profile });
  if (isFault(length) || length.value === undefined) return undefined;
  const mask =
    profile.family === 'ipv4' ? formatIpv4(ipv4Mask(length.value)) : formatIpv6(ipv6Mask(length.value));
  return `The first ${length.value} bits: the mask \`${mask}\`.`;
}
