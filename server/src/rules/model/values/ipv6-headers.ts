// Lists of headers of an IPv6 packet, by name or number (extensions/libip6t_ipv6header.c, parse_header).
import { ipv6HeaderNames, ipv6Headers } from '../../facts/ipv6-headers';
import { isFault } from './reading';
import type { Reading } from './reading';
import { closest } from './words';

export function readIpv6Headers(text: string): Reading<readonly number[]> {
  const found: number[] = [];
  let from = 0;
  for (const name of text.split(',')) {
    const header = ipv6Headers.get(name);
    if (header !== undefined) found.push(header);
    else if (name !== '') {
      const instead = closest(name, ipv6HeaderNames);
      const fault = `unknown header \`${name}' specified`;
      return { fault, from, to: from + name.length, ...(instead !== undefined && { instead }) };
    }
    from += name.length + 1;
  }
  return found.length === 0 ? { fault: 'cannot parse header names' } : { value: found };
}

/** The number of each header, and the shortest of its names. */
export function describeIpv6Headers(text: string): string | undefined {
  const reading = readIpv6Headers(text);
  if (isFault(reading)) return undefined;
  const nameOf = (number: number) => ipv6HeaderNames.find((name) => ipv6Headers.get(name) === number);
  return `${reading.value.map((number) => `${number} (${nameOf(number) ?? 'no name'})`).join(', ')}.`;
}
