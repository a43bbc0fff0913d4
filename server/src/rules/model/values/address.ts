// Addresses, networks, ranges and lists of them (libxtables/xtables.c, xtables_ipparse_multiple and its IPv6 twin;
// libxtables/xtoptions.c, xtopt_parse_host; extensions/libxt_iprange.c).
import type { Family } from '../../facts/fact';
import { parseInteger } from '../../facts/integer';
import type { DescriptionContext } from './descriptions';
import { formatIpv4, ipv4Mask, parseClassic, parseIpv4, parseIpv4Mask } from './ipv4';
import { formatIpv6, ipv6Mask, parseIpv6 } from './ipv6';
import { isFault } from './reading';
import type { Reading } from './reading';

/** An address with a mask, or a name that only the machine that loads the rules can look up. */
export type Network =
  | { readonly family: 'ipv4'; readonly address: number; readonly mask: number }
  | { readonly family: 'ipv6'; readonly address: bigint; readonly mask: bigint }
  | { readonly family: 'name'; readonly name: string };

/** Words people write for every address, which no resolver knows. */
const notHosts = new Set(['any', 'all', 'anywhere', 'everywhere', 'any6', 'none']);
const hostLabel = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/i;

/** How much of a list `xtables_ipparse_multiple` takes for one item, in bytes. */
const longestItem = 255;

export function readNetworkList(text: string, family: Family): Reading<readonly Network[]> {
  if (!text.includes(',')) {
    const network = readItem(text, family);
    return isFault(network) ? network : { value: [network.value] };
  }
  const networks: Network[] = [];
  let from = 0;
  for (const item of text.split(',')) {
    const skipped = item.length - item.trimStart().length;
    const network = readItem(item.trimStart(), family);
    if (isFault(network)) {
      return {
        ...network,
        from: from + skipped + (network.from ?? 0),
        to: from + skipped + (network.to ?? item.length - skipped),
      };
    }
    networks.push(network.value);
    from += item.length + 1;
  }
  return { value: networks };
}

function readItem(text: string, family: Family): Reading<Network> {
  if (Buffer.byteLength(text) > longestItem) return { fault: 'Hostname too long', from: 0, to: text.length };
  return readNetwork(text, family);
}

/** `192.0.2.0/24`, `192.0.2.0/255.255.255.0`, `2001:db8::/32`, `host/32`. */
export function readNetwork(text: string, family: Family): Reading<Network> {
  const slash = text.lastIndexOf('/');
  const name = slash < 0 ? text : text.slice(0, slash);
  const maskText = slash < 0 ? undefined : text.slice(slash + 1);
  const mask = readMask(maskText, family);
  if (mask === undefined) {
    return { fault: `invalid mask \`${maskText ?? ''}' specified`, from: slash + 1, to: text.length };
  }
  // With a mask of zero the name is not looked at: `any/0` is every address.
  const host = mask === 0 || mask === 0n ? everyAddress(family) : readHost(name, family, parseIpv4);
  if (isFault(host)) return { ...host, from: 0, to: name.length };
  return { value: withMask(host.value, mask) };
}

function readMask(text: string | undefined, family: Family): number | bigint | undefined {
  if (family === 'ipv4') {
    if (text === undefined) return 0xffffffff;
    const length = parseInteger(text, 0, 32);
    return parseIpv4Mask(text) ?? (length === undefined ? undefined : ipv4Mask(length));
  }
  if (text === undefined) return ipv6Mask(128);
  const length = parseInteger(text, 0, 128);
  return parseIpv6(text) ?? (length === undefined ? undefined : ipv6Mask(length));
}

function everyAddress(family: Family): Reading<Network> {
  if (family === 'ipv4') return { value: { family, address: 0, mask: 0 } };
  return { value: { family, address: 0n, mask: 0n } };
}

function withMask(host: Network, mask: number | bigint): Network {
  if (host.family === 'ipv4') return { ...host, mask: Number(mask) };
  if (host.family === 'ipv6') return { ...host, mask: BigInt(mask) };
  return host;
}

/** `192.0.2.0/24` of an option that the C library reads, where a mask may be any address, even 33. */
export function readHostMask(text: string, family: Family): Reading<Network> {
  const slash = text.indexOf('/');
  if (slash < 0) return readHost(text, family);
  const host = readHost(text.slice(0, slash), family);
  if (isFault(host)) return { ...host, from: 0, to: slash };
  const maskText = text.slice(slash + 1);
  const mask = family === 'ipv4' ? readClassicMask(maskText) : readMask(maskText, family);
  if (mask === undefined) {
    return { fault: `invalid mask \`${maskText}' specified`, from: slash + 1, to: text.length };
  }
  return { value: withMask(host.value, mask) };
}

function readClassicMask(text: string): number | undefined {
  const length = parseInteger(text, 0, 32);
  return length === undefined ? parseClassic(text) : ipv4Mask(length);
}

/** A single address or a host name. The C library reads it, where iptables does not try by itself first. */
export function readHost(text: string, family: Family, readIpv4 = parseClassic): Reading<Network> {
  if (family === 'ipv4') {
    const address = readIpv4(text);
    if (address !== undefined) return { value: { family, address, mask: 0xffffffff } };
  } else {
    const host = readIpv6Host(text);
    if (host) return { value: host };
  }
  if (mayBeHostName(text)) return { value: { family: 'name', name: text } };
  return { fault: `host/network \`${text}' not found` };
}

/** Behind a `%`, the zone: a number, or for an address of one link an interface, of which every machine has only `lo`. */
function readIpv6Host(text: string): Network | undefined {
  const percent = text.indexOf('%');
  const address = parseIpv6(percent < 0 ? text : text.slice(0, percent));
  if (address === undefined) return undefined;
  const zone = percent < 0 ? undefined : text.slice(percent + 1);
  if (zone === undefined || isZoneNumber(zone) || (zone === 'lo' && isOfOneLink(address))) {
    return { family: 'ipv6', address, mask: ipv6Mask(128) };
  }
  return isOfOneLink(address) && /^[a-z][\w.-]{0,14}$/i.test(zone)
    ? { family: 'name', name: text }
    : undefined;
}

/** glibc's inet/inet6_scopeid_pton.c. */
function isZoneNumber(zone: string): boolean {
  return /^\d+$/.test(zone) && Number(zone) <= 0xffffffff;
}

/** `fe80::/10` and `ff02::/16`, whatever the flags of the latter. */
function isOfOneLink(address: bigint): boolean {
  const first = Number(address >> 112n);
  return (first & 0xffc0) === 0xfe80 || (first & 0xff0f) === 0xff02;
}

/**
 * Whether a resolver could know the name. It cannot when a label breaks the rules of host names, when the last
 * label is a number (RFC 1123), under `.invalid` (RFC 6761), or for a word that stands for every address elsewhere.
 */
function mayBeHostName(text: string): boolean {
  const labels = text.replace(/\.$/, '').split('.');
  const last = labels.at(-1) ?? '';
  if (!labels.every((label) => hostLabel.test(label))) return false;
  return !/^(?:\d+|0x[0-9a-f]*)$/i.test(last) && last !== 'invalid' && !notHosts.has(text.toLowerCase());
}

/** `192.0.2.1-192.0.2.9`, or a single address; no names. */
export function readAddressRange(
  text: string,
  family: Family,
): Reading<{ isReversed: boolean; count: bigint }> {
  const dash = text.indexOf('-');
  const ends = dash < 0 ? [text] : [text.slice(0, dash), text.slice(dash + 1)];
  const values: (number | bigint)[] = [];
  let from = 0;
  for (const end of ends) {
    const value = family === 'ipv4' ? parseBytesOnly(end) : parseIpv6(end);
    if (value === undefined) return { fault: `bad value \`${end}'`, from, to: from + end.length };
    values.push(value);
    from += end.length + 1;
  }
  const [first = 0, last = first] = values;
  return { value: { isReversed: first > last, count: BigInt(last) - BigInt(first) + 1n } };
}

/** Without the resolver, `0x0a000001` is no address. */
function parseBytesOnly(text: string): number | undefined {
  const address = parseIpv4(text);
  return address !== undefined && text.split('.').every((part) => parseInteger(part, 0, 255) !== undefined)
    ? address
    : undefined;
}

/** `10.0.0.7/8` → the addresses it stands for: the bits behind the prefix do not count. */
export function describeNetworks(text: string, { profile }: DescriptionContext): string | undefined {
  const networks = readNetworkList(text, profile.family);
  return isFault(networks) ? undefined : networks.value.map(describeNetwork).join('\n\n');
}

function describeNetwork(network: Network): string {
  if (network.family === 'name') return `\`${network.name}\` is looked up when the rules are loaded.`;
  const all = network.mask === 0 || network.mask === 0n;
  if (all) return 'Every address.';
  const length = prefixLength(network);
  const mask = network.family === 'ipv4' ? formatIpv4(network.mask) : formatIpv6(network.mask);
  // A mask with a gap picks addresses all over the range.
  if (length === undefined) return `Addresses like \`${text(network)}\` in the bits of \`${mask}\`.`;
  const [first, last] = endsOf(network);
  if (first === last) return `The address \`${first}\`.`;
  const bits = (network.family === 'ipv4' ? 32 : 128) - length;
  const count = bits <= 32 ? (2 ** bits).toLocaleString('en') : `2^${bits}`;
  return `\`${first}\` to \`${last}\`: ${count} addresses, mask \`${mask}\`.`;
}

type Numeric = Exclude<Network, { family: 'name' }>;

function text(network: Numeric): string {
  return network.family === 'ipv4' ? formatIpv4(network.address) : formatIpv6(network.address);
}

function prefixLength({ family, mask }: Numeric): number | undefined {
  const width = family === 'ipv4' ? 32 : 128;
  const bits = BigInt(mask).toString(2).padStart(width, '0');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : undefined;
}

function endsOf(network: Numeric): [string, string] {
  if (network.family === 'ipv4') {
    const first = (network.address & network.mask) >>> 0;
    return [formatIpv4(first), formatIpv4((first | ~network.mask) >>> 0)];
  }
  const all = (1n << 128n) - 1n;
  const first = network.address & network.mask;
  return [formatIpv6(first), formatIpv6(first | (all ^ network.mask))];
}

export function describeAddressRange(text: string, { profile }: DescriptionContext): string | undefined {
  const range = readAddressRange(text, profile.family);
  if (isFault(range) || range.value.isReversed || range.value.count === 1n) return undefined;
  return `${range.value.count.toLocaleString('en')} addresses.`;
}
