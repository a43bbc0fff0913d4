// Headers of an IPv6 packet, for `--header`: their numbers, and what they are called by the extension, by
// /etc/protocols, and in digits (extensions/libip6t_ipv6header.c, chain_protos and name_to_proto).
const namesOf: readonly (readonly [header: number, shortest: string, others: string])[] = [
  [0, 'hop', 'hop-by-hop 0 hopopt HOPOPT ip IP'],
  [60, 'dst', '60 ipv6-opts IPv6-Opts'],
  [43, 'route', '43 ipv6-route IPv6-Route'],
  [44, 'frag', '44 ipv6-frag IPv6-Frag'],
  [51, 'auth', '51 ah IPSEC-AH'],
  [50, 'esp', '50 IPSEC-ESP'],
  [59, 'none', '59 ipv6-nonxt IPv6-NoNxt'],
  [255, 'prot', 'protocol 255'],
];

export const ipv6HeaderNames: readonly string[] = namesOf.map(([, name]) => name);

export const ipv6Headers: ReadonlyMap<string, number> = new Map(
  namesOf.flatMap(([header, name, others]) => [name, ...others.split(' ')].map((each) => [each, header])),
);
