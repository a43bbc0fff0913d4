// Ports by number or service name, ranges of them and lists (libxtables/xtables.c, xtables_parse_port;
// extensions/libxt_multiport.c).
import { looseInteger, parseInteger } from '../../facts/integer';
import { servicePort, servicesOfPort } from '../../facts/services';
import type { DescriptionContext } from './descriptions';
import { isFault } from './reading';
import type { Reading, ReadingFault } from './reading';

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** The kernel keeps up to 15 numbers; a range takes two. */
const longestList = 15;

export function readPort(text: string, protocol: string | undefined): Reading<number> {
  const port = parseInteger(text, 0, 65535) ?? servicePort(text, protocol);
  if (port !== undefined) return { value: port };
  const lower = text.toLowerCase();
  const instead = lower !== text && servicePort(lower, protocol) !== undefined ? lower : undefined;
  return { fault: `invalid port/service \`${text}' specified`, ...(instead !== undefined && { instead }) };
}

/** `22`, `1024:2048`, `:1024`, `1024:`, `:`. */
export function readPortRange(text: string, protocol: string | undefined): Reading<PortRange> {
  const colon = text.indexOf(':');
  if (colon < 0) {
    const port = readPort(text, protocol);
    return isFault(port) ? port : { value: { first: port.value, last: port.value } };
  }
  const first = readEnd(text, 0, colon, 0, protocol);
  if (isFault(first)) return first;
  const last = readEnd(text, colon + 1, text.length, 65535, protocol);
  if (isFault(last)) return last;
  if (first.value > last.value) return reversed(text, colon, 'invalid portrange (min > max)');
  return { value: { first: first.value, last: last.value } };
}

function readEnd(
  text: string,
  from: number,
  to: number,
  whenEmpty: number,
  protocol: string | undefined,
): Reading<number> {
  if (from === to) return { value: whenEmpty };
  const port = readPort(text.slice(from, to), protocol);
  return isFault(port) ? { ...port, from, to } : port;
}

function reversed(text: string, colon: number, fault: string): ReadingFault {
  return { fault, instead: `${text.slice(colon + 1)}:${text.slice(0, colon)}` };
}

/**
 * The range of an option whose ports the C library looks up (libxtables/xtoptions.c, xtopt_parse_mport): names of any
 * protocol, decimal numbers only, in any order and of any size.
 */
export function readServiceRange(text: string): Reading<PortRange> {
  const parts = text.split(':');
  if (parts.length > 2) return { fault: 'too many components (2 at most)' };
  const ends: number[] = [];
  let from = 0;
  for (const [index, part] of parts.entries()) {
    const port = part === '' && index > 0 ? { value: 65535 } : readService(part);
    if (isFault(port)) return { ...port, from, to: from + part.length };
    ends.push(port.value);
    from += part.length + 1;
  }
  const [first = 0, last = first] = ends;
  return { value: { first, last } };
}

/** A port that the C library looks up: the name of a service of any protocol, or a decimal number of any size. */
export function readService(text: string): Reading<number> {
  const number = looseInteger(text, 0, 10);
  const isNumber = number.end === text.length && number.value <= 0x7fffffff;
  const port = isNumber ? number.value : servicePort(text);
  return port === undefined ? { fault: `Port "${text}" does not resolve to anything` } : { value: port };
}

/** `80,443,8000:8100` */
export function readPortList(text: string, protocol: string | undefined): Reading<readonly PortRange[]> {
  const ranges: PortRange[] = [];
  let places = 0;
  let from = 0;
  for (const item of text.split(',')) {
    const to = from + item.length;
    const colon = item.indexOf(':');
    places += colon < 0 ? 1 : 2;
    if (places > longestList) return { fault: 'too many ports specified', from, to: text.length };
    const range = colon < 0 ? readPortRange(item, protocol) : readListedRange(item, colon, protocol);
    if (isFault(range)) {
      return { ...range, from: from + (range.from ?? 0), to: from + (range.to ?? item.length) };
    }
    ranges.push(range.value);
    from = to + 1;
  }
  return { value: ranges };
}

/** Unlike the range of `--dport`, one in a list needs both ends, and they must differ. */
function readListedRange(item: string, colon: number, protocol: string | undefined): Reading<PortRange> {
  const first = readPort(item.slice(0, colon), protocol);
  if (isFault(first)) return { ...first, from: 0, to: colon };
  const last = readPort(item.slice(colon + 1), protocol);
  if (isFault(last)) return { ...last, from: colon + 1, to: item.length };
  if (first.value >= last.value) return { fault: 'invalid portrange specified' };
  return { value: { first: first.value, last: last.value } };
}

/** `ssh` → 22; `22` → ssh; a range by its ends. */
export function describePortRange(text: string, { protocol }: DescriptionContext): string | undefined {
  const range = readPortRange(text, protocol);
  return isFault(range) ? undefined : describePorts(range.value, protocol);
}

export function describePortList(text: string, { protocol }: DescriptionContext): string | undefined {
  const list = readPortList(text, protocol);
  return isFault(list) ? undefined : list.value.map((range) => describePorts(range, protocol)).join('\n\n');
}

function describePorts({ first, last }: PortRange, protocol: string | undefined): string {
  if (first !== last) return `Ports ${first} to ${last}: ${last - first + 1} of them.`;
  const names = [...new Set(servicesOfPort(first, protocol).map(({ name }) => name))];
  return `Port ${first}: ${names.length > 0 ? names.join(', ') : 'no well-known service'}.`;
}
