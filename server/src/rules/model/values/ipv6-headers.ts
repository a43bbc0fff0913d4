// Headers of an IPv6 packet, by name or number (extensions/libip6t_ipv6header.c, name_to_proto): those of /etc/protocols,
// those of the extension, and the numbers it has written down.
import type { Reading } from './reading';
import { closest } from './words';

const namesOf: readonly (readonly [header: number, names: string])[] = [
  [0, 'hop-by-hop hop 0 hopopt HOPOPT ip IP'],
  [43, 'route 43 ipv6-route IPv6-Route'],
  [44, 'frag 44 ipv6-frag IPv6-Frag'],
  [50, 'esp 50 IPSEC-ESP'],
  [51, 'auth 51 ah IPSEC-AH'],
  [59, 'none 59 ipv6-nonxt IPv6-NoNxt'],
  [60, 'dst 60 ipv6-opts IPv6-Opts'],
  [255, 'protocol prot 255'],
];

const headers = new Map(namesOf.flatMap(([header, names]) => names.split(' ').map((name) => [name, header])));

/** The names of the extension itself, for completion. */
export const ipv6HeaderNames = ['hop', 'dst', 'route', 'frag', 'auth', 'esp', 'none', 'prot'] as const;

export function readIpv6Headers(text: string): Reading<readonly number[]> {
  const found: number[] = [];
  let from = 0;
  for (const name of text.split(',')) {
    const header = headers.get(name);
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
