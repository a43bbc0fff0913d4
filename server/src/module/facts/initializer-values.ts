// The values that a field of an extension's description takes, as far as they have names. Sources: the kernel's
// include/uapi/linux/netfilter.h; enum xt_option_type and enum xt_option_flags of iptables' include/xtables.h.
import type { DescribedStruct } from './initializer-fields';

export interface ValueFact {
  readonly text: string;
  readonly explanation: string;
}

const families: readonly ValueFact[] = [
  { text: 'NFPROTO_UNSPEC', explanation: 'Every family, ARP and bridges included.' },
  { text: 'NFPROTO_IPV4', explanation: 'iptables.' },
  { text: 'NFPROTO_IPV6', explanation: 'ip6tables.' },
  { text: 'NFPROTO_ARP', explanation: 'arptables.' },
  { text: 'NFPROTO_BRIDGE', explanation: 'ebtables.' },
];

const hooks: readonly ValueFact[] = [
  { text: 'NF_INET_PRE_ROUTING', explanation: 'PREROUTING: the packet has come in and has no route yet.' },
  { text: 'NF_INET_LOCAL_IN', explanation: 'INPUT: the packet is for this machine.' },
  { text: 'NF_INET_FORWARD', explanation: 'FORWARD: the packet is on its way through.' },
  { text: 'NF_INET_LOCAL_OUT', explanation: 'OUTPUT: a program of this machine has sent it.' },
  { text: 'NF_INET_POST_ROUTING', explanation: 'POSTROUTING: the packet is about to leave.' },
];

const tables: readonly ValueFact[] = [
  { text: '"filter"', explanation: 'Lets packets through, or not.' },
  { text: '"nat"', explanation: 'Sees the first packet of each connection.' },
  { text: '"mangle"', explanation: 'Changes packets; has all five chains.' },
  { text: '"raw"', explanation: 'Comes before connection tracking.' },
  { text: '"security"', explanation: 'Sets marks of security modules.' },
];

const protocols: readonly ValueFact[] = [
  ...['TCP', 'UDP', 'UDPLITE', 'SCTP', 'DCCP', 'ICMP', 'ICMPV6', 'ESP', 'AH', 'GRE'].map((name) => ({
    text: `IPPROTO_${name}`,
    explanation: `Rules must say \`-p ${name.toLowerCase()}\`.`,
  })),
];

const types: readonly ValueFact[] = [
  { text: 'XTTYPE_NONE', explanation: 'No value.' },
  { text: 'XTTYPE_UINT8', explanation: 'A number of 8 bits.' },
  { text: 'XTTYPE_UINT16', explanation: 'A number of 16 bits.' },
  { text: 'XTTYPE_UINT32', explanation: 'A number of 32 bits.' },
  { text: 'XTTYPE_UINT64', explanation: 'A number of 64 bits.' },
  { text: 'XTTYPE_UINT8RC', explanation: 'A number of 8 bits, or a range of them.' },
  { text: 'XTTYPE_UINT16RC', explanation: 'A number of 16 bits, or a range of them.' },
  { text: 'XTTYPE_UINT32RC', explanation: 'A number of 32 bits, or a range of them.' },
  { text: 'XTTYPE_UINT64RC', explanation: 'A number of 64 bits, or a range of them.' },
  { text: 'XTTYPE_DOUBLE', explanation: 'A number with a fraction.' },
  { text: 'XTTYPE_STRING', explanation: 'A string; `.min` and `.max` bound its length.' },
  { text: 'XTTYPE_TOSMASK', explanation: 'A type of service by name or number, with a mask or without.' },
  { text: 'XTTYPE_MARKMASK32', explanation: '`value` or `value/mask`, for marks.' },
  { text: 'XTTYPE_SYSLOGLEVEL', explanation: 'A level of syslog, by name or number.' },
  { text: 'XTTYPE_HOST', explanation: 'An address or the name of a host.' },
  { text: 'XTTYPE_HOSTMASK', explanation: 'An address with a mask.' },
  { text: 'XTTYPE_PROTOCOL', explanation: 'A protocol by name or number.' },
  { text: 'XTTYPE_PORT', explanation: 'A port by number or name of its service.' },
  { text: 'XTTYPE_PORTRC', explanation: 'A port, or a range of them.' },
  { text: 'XTTYPE_PLEN', explanation: 'The length of a prefix.' },
  { text: 'XTTYPE_PLENMASK', explanation: 'The length of a prefix, stored as a mask.' },
  { text: 'XTTYPE_ETHERMAC', explanation: 'A hardware address.' },
];

const flags: readonly ValueFact[] = [
  { text: 'XTOPT_MAND', explanation: 'The option must be given.' },
  { text: 'XTOPT_MULTI', explanation: 'It may be given several times.' },
  { text: 'XTOPT_INVERT', explanation: '`!` may stand before it: `cb->invert`.' },
  { text: 'XTOPT_PUT', explanation: '`xtables_option_parse` stores the value where `XTOPT_POINTER` says.' },
  { text: 'XTOPT_NBO', explanation: 'The number is stored in network byte order.' },
];

const byField: Readonly<Record<string, readonly ValueFact[]>> = {
  family: families,
  hooks,
  table: tables,
  proto: protocols,
  me: [{ text: 'THIS_MODULE', explanation: 'This module.' }],
  version: [{ text: 'XTABLES_VERSION', explanation: 'The version of libxtables that it is compiled with.' }],
  ext_flags: [{ text: 'XTABLES_EXT_ALIAS', explanation: 'Only another name of `real_name`.' }],
};

/** The named values of a field; none where any expression will do. */
export function valuesOf(struct: DescribedStruct, field: string): readonly ValueFact[] {
  if (struct === 'xt_option_entry') return field === 'type' ? types : field === 'flags' ? flags : [];
  return byField[field] ?? [];
}

/** What a named value means, whatever field it stands in. */
export const namedValues: ReadonlyMap<string, string> = new Map(
  [...families, ...hooks, ...types, ...flags].map(({ text, explanation }) => [text, explanation]),
);
