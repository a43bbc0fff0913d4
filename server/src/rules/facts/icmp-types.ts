// Names of ICMP types and the numbers they stand for, for `--icmp-type` and `--icmpv6-type` (extensions/libxt_icmp.h): a
// type alone, or a type and a code. A name that begins another is still unambiguous only when it is written in full
// where iptables finds it alone.
import type { Family } from './fact';
import { isKnownTo } from './versions';

type IcmpType = readonly [name: string, numbers: string, since?: string];

/** For IPv4. The kernel takes 255 for any type. */
const icmp: readonly IcmpType[] = [
  ['any', '255'],
  ['echo-reply', '0'],
  ['pong', '0'],
  ['destination-unreachable', '3'],
  ['network-unreachable', '3/0'],
  ['host-unreachable', '3/1'],
  ['protocol-unreachable', '3/2'],
  ['port-unreachable', '3/3'],
  ['fragmentation-needed', '3/4'],
  ['source-route-failed', '3/5'],
  ['network-unknown', '3/6'],
  ['host-unknown', '3/7'],
  ['network-prohibited', '3/9'],
  ['host-prohibited', '3/10'],
  ['TOS-network-unreachable', '3/11'],
  ['TOS-host-unreachable', '3/12'],
  ['communication-prohibited', '3/13'],
  ['host-precedence-violation', '3/14'],
  ['precedence-cutoff', '3/15'],
  ['source-quench', '4'],
  ['redirect', '5'],
  ['network-redirect', '5/0'],
  ['host-redirect', '5/1'],
  ['TOS-network-redirect', '5/2'],
  ['TOS-host-redirect', '5/3'],
  ['echo-request', '8'],
  ['ping', '8'],
  ['router-advertisement', '9'],
  ['router-solicitation', '10'],
  ['time-exceeded', '11'],
  ['ttl-exceeded', '11'],
  ['ttl-zero-during-transit', '11/0'],
  ['ttl-zero-during-reassembly', '11/1'],
  ['parameter-problem', '12'],
  ['ip-header-bad', '12/0'],
  ['required-option-missing', '12/1'],
  ['timestamp-request', '13'],
  ['timestamp-reply', '14'],
  ['address-mask-request', '17'],
  ['address-mask-reply', '18'],
];

/** For IPv6. */
const icmpv6: readonly IcmpType[] = [
  ['destination-unreachable', '1'],
  ['no-route', '1/0'],
  ['communication-prohibited', '1/1'],
  ['beyond-scope', '1/2'],
  ['address-unreachable', '1/3'],
  ['port-unreachable', '1/4'],
  ['failed-policy', '1/5'],
  ['reject-route', '1/6'],
  ['packet-too-big', '2'],
  ['time-exceeded', '3'],
  ['ttl-exceeded', '3'],
  ['ttl-zero-during-transit', '3/0'],
  ['ttl-zero-during-reassembly', '3/1'],
  ['parameter-problem', '4'],
  ['bad-header', '4/0'],
  ['unknown-header-type', '4/1'],
  ['unknown-option', '4/2'],
  ['echo-request', '128'],
  ['ping', '128'],
  ['echo-reply', '129'],
  ['pong', '129'],
  ['mld-listener-query', '130', '1.8.11'],
  ['mld-listener-report', '131', '1.8.11'],
  ['mld-listener-done', '132', '1.8.11'],
  ['mld-listener-reduction', '132', '1.8.11'],
  ['router-solicitation', '133'],
  ['router-advertisement', '134'],
  ['neighbour-solicitation', '135'],
  ['neighbor-solicitation', '135'],
  ['neighbour-advertisement', '136'],
  ['neighbor-advertisement', '136'],
  ['redirect', '137'],
];

export const icmpTypes: readonly string[] = icmp.map(([name]) => name);
export const icmpv6Types: readonly string[] = icmpv6.map(([name]) => name);

/** `echo-request` → `8`, `port-unreachable` → `3/3`: the names that a version of iptables knows. */
export function icmpNumbers(family: Family, version: string): ReadonlyMap<string, string> {
  const types = family === 'ipv4' ? icmp : icmpv6;
  const known = types.filter(([, , since]) => since === undefined || isKnownTo(version, { since }));
  return new Map(known.map(([name, numbers]) => [name, numbers]));
}
