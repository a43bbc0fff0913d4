// Protocol names and numbers: what `-p tcp` means. iptables asks /etc/protocols first and a list of its own second
// (libxtables/xtables.c, xtables_parse_protocol and xtables_chain_protos).
import { parseInteger } from './integer';

/** IANA's names as a Debian host has them, by number. */
const registered: readonly (readonly [number: number, name: string])[] = [
  [0, 'ip'],
  [0, 'hopopt'],
  [1, 'icmp'],
  [2, 'igmp'],
  [3, 'ggp'],
  [4, 'ipencap'],
  [5, 'st'],
  [6, 'tcp'],
  [8, 'egp'],
  [9, 'igp'],
  [12, 'pup'],
  [17, 'udp'],
  [20, 'hmp'],
  [22, 'xns-idp'],
  [27, 'rdp'],
  [29, 'iso-tp4'],
  [33, 'dccp'],
  [36, 'xtp'],
  [37, 'ddp'],
  [38, 'idpr-cmtp'],
  [41, 'ipv6'],
  [43, 'ipv6-route'],
  [44, 'ipv6-frag'],
  [45, 'idrp'],
  [46, 'rsvp'],
  [47, 'gre'],
  [50, 'esp'],
  [51, 'ah'],
  [57, 'skip'],
  [58, 'ipv6-icmp'],
  [59, 'ipv6-nonxt'],
  [60, 'ipv6-opts'],
  [73, 'rspf'],
  [81, 'vmtp'],
  [88, 'eigrp'],
  [89, 'ospf'],
  [93, 'ax.25'],
  [94, 'ipip'],
  [97, 'etherip'],
  [98, 'encap'],
  [103, 'pim'],
  [108, 'ipcomp'],
  [112, 'vrrp'],
  [115, 'l2tp'],
  [124, 'isis'],
  [132, 'sctp'],
  [133, 'fc'],
  [135, 'mobility-header'],
  [136, 'udplite'],
  [137, 'mpls-in-ip'],
  [138, 'manet'],
  [139, 'hip'],
  [140, 'shim6'],
  [141, 'wesp'],
  [142, 'rohc'],
  [143, 'ethernet'],
];

/** Names without a registered number of a byte, and names that only iptables knows. */
const additional: readonly (readonly [number: number, name: string])[] = [
  [262, 'mptcp'],
  [58, 'icmpv6'],
  [135, 'ipv6-mh'],
  [135, 'mh'],
  [0, 'all'],
];

const numbers = new Map([...registered, ...additional].map(([number, name]) => [name, number]));
const names = new Map([...registered].reverse());
names.set(0, 'all');

export const protocolNames: readonly string[] = [...numbers.keys()];

/** The number of a protocol given by name or number; of `-p`, letters count as small ones, as iptables lowers them first. */
export function protocolNumber(text: string): number | undefined {
  return parseInteger(text, 0, 255) ?? numbers.get(text.toLowerCase());
}

/** Names of /etc/protocols that are not the registered one in capitals. */
const aliases: ReadonlyMap<string, number> = new Map([
  ['IP-ENCAP', 4],
  ['IPv6', 41],
  ['IPv6-Route', 43],
  ['IPv6-Frag', 44],
  ['IPSEC-ESP', 50],
  ['IPSEC-AH', 51],
  ['IPv6-ICMP', 58],
  ['IPv6-NoNxt', 59],
  ['IPv6-Opts', 60],
  ['CPHB', 73],
  ['OSPFIGP', 89],
  ['Mobility-Header', 135],
  ['UDPLite', 136],
  ['MPLS-in-IP', 137],
  ['Shim6', 140],
  ['Ethernet', 143],
]);

/** Protocols that have no name in capitals there. */
const withoutCapitals = new Set([4, 41, 43, 44, 50, 51, 58, 59, 60, 89, 135, 136, 137, 138, 140, 143]);
const capitals = new Map(
  registered
    .filter(([number]) => !withoutCapitals.has(number))
    .map(([number, name]) => [name.toUpperCase(), number]),
);

/** The number of a protocol in a value of an extension, where the letters of a name count as they are. */
export function protocolAsWritten(text: string): number | undefined {
  return parseInteger(text, 0, 255) ?? numbers.get(text) ?? aliases.get(text) ?? capitals.get(text);
}

/** The name by which iptables looks for the protocol's match: of a number, the registered name. */
export function protocolName(text: string): string | undefined {
  const number = parseInteger(text, 0, 255);
  return number === undefined ? text.toLowerCase() : names.get(number);
}

/** The registered name of a number. */
export function nameOfProtocol(number: number): string | undefined {
  return names.get(number);
}
