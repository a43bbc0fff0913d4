// What network address translation puts in place of a packet's addresses and ports: `192.0.2.1-192.0.2.9:80-90`,
// `[2001:db8::1]:80` (extensions/libxt_NAT.c, parse_to and parse_ports).
import type { Family } from '../../facts/fact';
import { leadingInteger } from '../../facts/integer';
import { servicePort, servicesOfPort } from '../../facts/services';
import { formatIpv4, parseIpv4 } from './ipv4';
import { formatIpv6, parseIpv6 } from './ipv6';
import { isPlainAddress } from './plain';
import type { ValueContext } from './readers';
import { isFault } from './reading';
import type { Reading, ReadingFault } from './reading';

type Address = number | bigint;

/** With a base, a port keeps its distance to it: 101 becomes the second port of a range whose base is 100. */
export interface TranslatedPorts {
  readonly first: number;
  readonly last: number;
  readonly base?: number;
}

/** Either may be missing. */
export interface Translation {
  readonly addresses?: { readonly first: Address; readonly last: Address };
  readonly ports?: TranslatedPorts;
}

const largestPort = 65535;

export function readTranslation(
  text: string,
  { profile }: Pick<ValueContext, 'profile'>,
): Reading<Translation> {
  const parts = splitTranslation(text, profile.family);
  if (isFault(parts)) return parts;
  const { start, end, colon } = parts.value;
  const ports = colon < 0 ? undefined : readPorts(text, colon + 1);
  if (ports && isFault(ports)) return ports;
  const translated = ports && { ports: ports.value };
  // A colon in front leaves the address as it is. So does one behind two letters, which are meant to be brackets.
  if (translated && (colon === 0 || colon === 2)) return { value: translated };
  const addresses = readAddresses(text, start, end, profile.family);
  return isFault(addresses) ? addresses : { value: { addresses: addresses.value, ...translated } };
}

/** `80`, `80-90`, `80-90/100` */
export function readTranslatedPorts(text: string): Reading<TranslatedPorts> {
  return readPorts(text, 0);
}

/** Where the address is and which colon stands before the ports: with two of them it is an address of IPv6. */
function splitTranslation(
  text: string,
  family: Family,
): Reading<{ start: number; end: number; colon: number }> {
  const bracket = text.indexOf('[');
  if (bracket < 0) {
    const first = text.indexOf(':');
    const colon = first < 0 || text.includes(':', first + 1) ? -1 : first;
    return { value: { start: 0, end: colon < 0 ? text.length : colon, colon } };
  }
  const end = text.indexOf(']', bracket);
  if (end < 0 || family === 'ipv4') return { fault: 'Invalid address format' };
  return { value: { start: bracket + 1, end, colon: text.indexOf(':', end) } };
}

function readAddresses(
  text: string,
  start: number,
  end: number,
  family: Family,
): Reading<{ first: Address; last: Address }> {
  const dash = text.slice(0, end).indexOf('-', start);
  const first = readAddress(text, start, dash < 0 ? end : dash, family);
  if (isFault(first) || dash < 0) {
    return isFault(first) ? first : { value: { first: first.value, last: first.value } };
  }
  const last = readAddress(text, dash + 1, end, family);
  return isFault(last) ? last : { value: { first: first.value, last: last.value } };
}

/** Neither a name nor a mask will do. */
function readAddress(text: string, from: number, to: number, family: Family): Reading<Address> {
  const part = text.slice(from, to);
  const isPlain = family === 'ipv4' && isPlainAddress(text, from, to);
  const address = family === 'ipv6' ? parseIpv6(part) : isPlain ? parseIpv4(part) : undefined;
  return address === undefined ? { fault: `Bad IP address "${part}"`, from, to } : { value: address };
}

/** A range has numbers for its ends, and is never the wrong way round; alone, a name will do too. */
function readPorts(text: string, from: number): Reading<TranslatedPorts> {
  const first = leadingInteger(text, from, largestPort);
  if (!first) {
    const port = servicePort(text.slice(from));
    return port === undefined ? invalidPort(text, from) : { value: { first: port, last: port } };
  }
  const { value, end } = first;
  if (end === text.length) return { value: { first: value, last: value } };
  if (text[end] === ':') return { fault: 'Invalid port:port syntax - use dash', from: end, to: end + 1 };
  if (text[end] !== '-') return garbage('value', text, end);
  const last = leadingInteger(text, end + 1, largestPort);
  if (!last) return invalidPort(text, end + 1);
  if (last.value < value) {
    return { fault: `Port range \`${text.slice(end + 1)}' funky`, from, to: text.length };
  }
  if (last.end === text.length) return { value: { first: value, last: last.value } };
  if (text[last.end] !== '/') return garbage('range', text, last.end);
  const base = readBase(text, last.end + 1);
  return isFault(base) ? base : { value: { first: value, last: last.value, base: base.value } };
}

/** What stands behind its number is left. */
function readBase(text: string, from: number): Reading<number> {
  const number = leadingInteger(text, from, largestPort);
  const base = number && number.value > 0 ? number.value : servicePort(text.slice(from));
  return base === undefined ? invalidPort(text, from) : { value: base };
}

function invalidPort(text: string, from: number): ReadingFault {
  return { fault: `Port \`${text.slice(from)}' not valid`, from, to: text.length };
}

function garbage(what: 'value' | 'range', text: string, from: number): ReadingFault {
  return { fault: `Garbage after port ${what}: \`${text.slice(from)}'`, from, to: text.length };
}

/** `192.0.2.1-192.0.2.9:80-90` → how many addresses and ports there are to choose from. */
export function describeTranslation(
  text: string,
  context: Pick<ValueContext, 'profile'>,
): string | undefined {
  const translation = readTranslation(text, context);
  if (isFault(translation)) return undefined;
  const { addresses, ports } = translation.value;
  const sentences = [
    addresses && addresses.first !== addresses.last ? describeAddresses(addresses) : undefined,
    ports && describePorts(ports),
  ];
  return sentences.filter((sentence) => sentence !== undefined).join(' ') || undefined;
}

export function describeTranslatedPorts(text: string): string | undefined {
  const ports = readTranslatedPorts(text);
  return isFault(ports) ? undefined : describePorts(ports.value);
}

function describeAddresses({ first, last }: { readonly first: Address; readonly last: Address }): string {
  const count = BigInt(last) - BigInt(first) + 1n;
  const range = `\`${format(first)}\` to \`${format(last)}\``;
  return count > 0n ? `${range}: ${count} addresses.` : `${range}: none, since it ends before it begins.`;
}

function format(address: Address): string {
  return typeof address === 'bigint' ? formatIpv6(address) : formatIpv4(address);
}

function describePorts({ first, last, base }: TranslatedPorts): string | undefined {
  if (base !== undefined) return `Port ${base} becomes ${first}, and so on up to ${last}.`;
  const [service] = servicesOfPort(first);
  if (first !== last) return `${last - first + 1} ports.`;
  return service && `Port ${first}, \`${service.name}\`.`;
}
