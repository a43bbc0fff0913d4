// IPv6 addresses as inet_pton reads them: eight groups, one `::`, an IPv4 address as the last two groups. No zone,
// no brackets, no prefix.
import { formatIpv4 } from './ipv4';

const largestGroup = /^[0-9a-fA-F]{1,4}$/;
const byte = /^(?:0|[1-9]\d{0,2})$/;

/** The address as a number, or undefined. */
export function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = '', tail] = halves;
  const front = parseGroups(head, tail === undefined);
  const back = tail === undefined ? [] : parseGroups(tail, true);
  if (!front || !back) return undefined;
  const missing = 8 - front.length - back.length;
  // A `::` stands for one group at least, as the C library has it.
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...front, ...Array<number>(missing).fill(0), ...back];
  return groups.reduce((address, group) => (address << 16n) | BigInt(group), 0n);
}

function parseGroups(text: string, mayEndInIpv4: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (largestGroup.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const last = mayEndInIpv4 && index === parts.length - 1 ? parseBytes(part) : undefined;
    if (!last) return undefined;
    groups.push(...last);
  }
  return groups;
}

function parseBytes(text: string): [number, number] | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => byte.test(part) && Number(part) <= 255)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
  return [a * 256 + b, c * 256 + d];
}

/** As inet_ntop writes it: an address that carries one of IPv4 shows that. */
export function formatIpv6(address: bigint): string {
  const carried = Number(address & 0xffffffffn);
  if (address >> 32n === 0xffffn) return `::ffff:${formatIpv4(carried)}`;
  if (address >> 32n === 0n && carried > 0xffff) return `::${formatIpv4(carried)}`;
  const groups = Array.from({ length: 8 }, (_, index) =>
    Number((address >> BigInt(112 - index * 16)) & 0xffffn),
  );
  const text = groups.map((group) => group.toString(16)).join(':');
  // The longest run of zero groups becomes `::`; of equal runs the first.
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map(([run]) => run);
  const longest = runs.reduce((best, run) => (countZeros(run) > countZeros(best) ? run : best), '');
  return longest === '' ? text : text.replace(longest, '::').replace(/:{3,}/, '::');
}

function countZeros(run: string): number {
  return run.replaceAll(':', '').length;
}

/** The mask of a prefix length. */
export function ipv6Mask(length: number): bigint {
  const all = (1n << 128n) - 1n;
  return (all << BigInt(128 - length)) & all;
}
