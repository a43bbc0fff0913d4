// A value → what it amounts to: the addresses of a network, the service of a port, the bits of a mark.
import type { Family, ValueKind } from '../facts/fact';
import { nameOfProtocol, protocolNumber } from '../facts/protocols';
import { servicesOfPort } from '../facts/services';
import { readNetworkList } from '../model/values/address';
import type { Network } from '../model/values/address';
import { readMark } from '../model/values/integer';
import { formatIpv4 } from '../model/values/ipv4';
import { formatIpv6 } from '../model/values/ipv6';
import { readPortList, readPortRange } from '../model/values/port';
import type { PortRange } from '../model/values/port';
import { isFault } from '../model/values/reading';
import type { OptionNode, RuleLine } from '../syntax/tree';

export function explainValue(
  text: string,
  option: OptionNode,
  rule: RuleLine,
  family: Family,
): string | undefined {
  switch (groupOf(option.fact?.value)) {
    case 'address': {
      const networks = readNetworkList(text, family);
      return isFault(networks) ? undefined : networks.value.map(explainNetwork).join('\n\n');
    }
    case 'port': {
      const protocol = protocolOf(rule);
      const ranges = portRanges(text, option.fact?.value === 'port-list', protocol);
      return ranges?.map((range) => explainPorts(range, protocol)).join('\n\n');
    }
    case 'mark':
      return explainMark(text);
    case 'protocol': {
      const number = protocolNumber(text);
      return number === undefined ? undefined : `Protocol ${number}: ${nameOfProtocol(number) ?? 'no name'}`;
    }
    case undefined:
      return undefined;
  }
}

function groupOf(kind: ValueKind | undefined): 'address' | 'port' | 'mark' | 'protocol' | undefined {
  if (kind === 'protocol') return 'protocol';
  if (kind === 'mark' || kind === 'mark-mask') return 'mark';
  if (kind === 'port-range' || kind === 'port-list' || kind === 'service-range') return 'port';
  return kind === 'address' || kind === 'address-mask' || kind === 'address-list' ? 'address' : undefined;
}

function portRanges(
  text: string,
  isList: boolean,
  protocol: string | undefined,
): readonly PortRange[] | undefined {
  if (isList) {
    const list = readPortList(text, protocol);
    return isFault(list) ? undefined : list.value;
  }
  const range = readPortRange(text, protocol);
  return isFault(range) ? undefined : [range.value];
}

function explainNetwork(network: Network): string {
  if (network.family === 'name') return `\`${network.name}\`: looked up when the rules are loaded`;
  const [first, last] = endsOf(network);
  return first === last ? `Address \`${first}\`` : `Addresses \`${first}\` to \`${last}\``;
}

function endsOf(network: Exclude<Network, { family: 'name' }>): [string, string] {
  if (network.family === 'ipv4') {
    const first = (network.address & network.mask) >>> 0;
    return [formatIpv4(first), formatIpv4((first | ~network.mask) >>> 0)];
  }
  const all = (1n << 128n) - 1n;
  const first = network.address & network.mask;
  return [formatIpv6(first), formatIpv6(first | (all ^ network.mask))];
}

function explainPorts({ first, last }: PortRange, protocol: string | undefined): string {
  if (first !== last) return `Ports ${first} to ${last}`;
  const names = servicesOfPort(first, protocol).map(({ name }) => name);
  return names.length > 0 ? `Port ${first}: ${names.join(', ')}` : `Port ${first}`;
}

function explainMark(text: string): string | undefined {
  const mark = readMark(text);
  if (isFault(mark)) return undefined;
  const { value, mask } = mark.value;
  const bits = (number: number) =>
    number
      .toString(2)
      .padStart(8, '0')
      .replace(/\B(?=(.{4})+$)/g, '_');
  const hexadecimal = (number: number) => `0x${number.toString(16)}`;
  const masked = mask === 0xffffffff ? '' : ` in the bits of \`${hexadecimal(mask)}\` (\`${bits(mask)}\`)`;
  return `Mark \`${hexadecimal(value)}\` = ${value} (\`${bits(value)}\`)${masked}`;
}

/** The protocol of the rule's `-p`, by its registered name. */
export function protocolOf(rule: RuleLine): string | undefined {
  const named = rule.protocol?.values[0];
  const number = named && protocolNumber(named.value);
  return number === undefined ? undefined : nameOfProtocol(number);
}
