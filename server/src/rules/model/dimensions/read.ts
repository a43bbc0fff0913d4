// The text of a value → the numbers it stands for, in the form that sets of packets are made of. Undefined wherever that is
// not certain: a name that only a resolver knows, a variable, a mask with a gap.
import { icmpNumbers } from '../../facts/icmp-types';
import type { Family } from '../../facts/fact';
import { isPlaceholder } from '../../syntax/placeholder';
import { intervalSet } from '../sets/interval-set';
import type { Interval, IntervalSet } from '../sets/interval-set';
import type { MaskedValue } from '../sets/mark-set';
import { readNetworkList } from '../values/address';
import type { Network } from '../values/address';
import { readMark } from '../values/integer';
import { parseIpv4 } from '../values/ipv4';
import { parseIpv6 } from '../values/ipv6';
import { readPortList, readPortRange } from '../values/port';
import type { PortRange } from '../values/port';
import { isFault } from '../values/reading';
import type { Reading } from '../values/reading';

/** `10.0.0.0/8,192.0.2.1`: a list is all its items. */
export function addressesIn(text: string, family: Family): IntervalSet | undefined {
  const networks = isPlaceholder(text) ? undefined : readNetworkList(text, family);
  if (!networks || isFault(networks)) return undefined;
  const intervals = networks.value.map(intervalOf);
  return intervals.every((interval) => interval !== undefined) ? intervalSet(intervals) : undefined;
}

function intervalOf(network: Network): Interval | undefined {
  if (network.family === 'name') return undefined;
  const width = network.family === 'ipv4' ? 32n : 128n;
  const all = (1n << width) - 1n;
  const mask = BigInt(network.mask);
  const rest = all ^ mask;
  // The bits that do not count must be the last ones, or the addresses are no interval.
  if ((rest & (rest + 1n)) !== 0n) return undefined;
  const first = BigInt(network.address) & mask;
  return { first, last: first | rest };
}

/** `192.0.2.1-192.0.2.9` */
export function rangeIn(text: string, family: Family): IntervalSet | undefined {
  const ends = text.split('-').map((end) => (family === 'ipv4' ? parseIpv4(end) : parseIpv6(end)));
  const [first, last = first] = ends;
  if (ends.length > 2 || first === undefined || last === undefined) return undefined;
  return intervalSet([{ first: BigInt(first), last: BigInt(last) }]);
}

/** `22`, `1024:`, `80,443,8000:8100` */
export function portsIn(text: string, protocol: string | undefined): IntervalSet | undefined {
  const ranges = text.includes(',') ? readPortList(text, protocol) : rangesOf(readPortRange(text, protocol));
  if (isFault(ranges)) return undefined;
  return intervalSet(ranges.value.map(({ first, last }) => ({ first: BigInt(first), last: BigInt(last) })));
}

function rangesOf(range: Reading<PortRange>): Reading<readonly PortRange[]> {
  return isFault(range) ? range : { value: [range.value] };
}

/** What a packet's connection is to conntrack: it is one of these, and no more than one. */
const states = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'];

/** Whether addresses are translated is another question, so a list that asks for it says nothing certain of the state. */
export function statesIn(text: string): IntervalSet | undefined {
  const found = text.split(',').map((item) => {
    const named = states.findIndex((state) => item !== '' && state.startsWith(item.toUpperCase()));
    return { first: BigInt(named), last: BigInt(named) };
  });
  return found.every(({ first }) => first >= 0n) ? intervalSet(found) : undefined;
}

export function marksIn(text: string): MaskedValue | undefined {
  const mark = readMark(text);
  return isFault(mark) ? undefined : mark.value;
}

/** `echo-request`, `3/1`; 255 is any type. */
export function icmpTypesIn(text: string, version: string): IntervalSet | undefined {
  const numbers = icmpNumbers('ipv4', version).get(text.toLowerCase()) ?? text;
  const match = /^(\d{1,3})(?:\/(\d{1,3}))?$/.exec(numbers);
  const [type, code] = [Number(match?.[1] ?? 256), match?.[2] === undefined ? undefined : Number(match[2])];
  if (type > 255 || (code ?? 0) > 255) return undefined;
  if (type === 255) return intervalSet([{ first: 0n, last: 0xffffn }]);
  const first = BigInt(type) << 8n;
  if (code === undefined) return intervalSet([{ first, last: first | 0xffn }]);
  return intervalSet([{ first: first | BigInt(code), last: first | BigInt(code) }]);
}
