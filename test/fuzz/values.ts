// A value for an option: by the grammar its fact names, or one that somebody has given it before; at times one from
// the edge of what is allowed, or beyond.
import type { Family, OptionFact, ValueKind } from '../../server/src/rules/facts/fact';
import { pieceTogether } from './pieces';
import type { Random } from './random';
import type { Samples } from './samples';

/** What a value may depend on. */
export interface Surroundings {
  readonly random: Random;
  readonly samples: Samples;
  readonly family: Family;
}

const addresses = {
  ipv4: [
    '192.0.2.1',
    '10.0.0.0',
    '0.0.0.0',
    '255.255.255.255',
    '10.1',
    '1.2.3.4',
    '224.0.0.1',
    '0x7f.1',
    '010.0.0.1',
  ],
  ipv6: [
    '2001:db8::1',
    '::',
    '::1',
    'fe80::',
    'ff02::1',
    '::ffff:1.2.3.4',
    '2001:DB8:0:0:0:0:0:1',
    '1:2:3:4:5:6:7:8',
  ],
} as const;
const masks = {
  ipv4: ['/0', '/8', '/24', '/32', '/255.255.0.0', '/255.0.255.0', '/08', '/+8', '/33', '/-1', '/'],
  ipv6: ['/0', '/10', '/64', '/128', '/ffff::', '/129', '/'],
} as const;
const numbers = [
  '0',
  '1',
  '2',
  '7',
  '15',
  '16',
  '31',
  '63',
  '64',
  '100',
  '127',
  '128',
  '255',
  '256',
  '1000',
  '4096',
];
const largeNumbers = ['32768', '65535', '65536', '2147483647', '2147483648', '4294967295', '4294967296'];
const ports = ['0', '1', '22', '80', '443', '1024', '65535', 'ssh', 'http', 'domain', '0x50', '026'];
const interfaces = ['eth0', 'lo', 'eth+', '+', 'wlan0.1', 'br-1234567890ab', 'a', 'ppp+', 'eth0:1'];
/** Protocols that rules name again and again. */
export const commonProtocols = [
  ...['tcp', 'udp', 'icmp', 'sctp', 'dccp', 'udplite', 'esp', 'ah', 'gre'],
  ...['all', '6', '17'],
];
const protocols = [...commonProtocols, 'ipv6-icmp', '0', 'TCP', '0x11'];
/** What no option that means anything else would take. */
const strange = [
  '',
  '0',
  '-1',
  '+1',
  ' 1',
  '1 ',
  '0x',
  '08',
  '1.5',
  '1e3',
  '65536',
  '4294967296',
  '99999999999999999999',
  ':',
  '1:',
  ':1',
  '2:1',
  '1:2:3',
  '-',
  '1-',
  '-5-2',
  ',',
  '1,',
  ',1',
  '1,,2',
  '/',
  '1/',
  '/1',
  '1/0',
  'x',
  'ALL',
  'all',
  'any',
  'none',
  '!',
  '*',
  '%',
  '\\',
  "'",
  '"',
  '~',
  'a b',
  'é',
  'x'.repeat(40),
  'y'.repeat(300),
];

type Maker = (option: OptionFact, surroundings: Surroundings) => string;

const makers: Partial<Record<ValueKind, Maker>> = {
  integer: (option, { random }) => integer(option, random),
  'integer-range': (option, { random }) => range(random, ':', () => integer(option, random)),
  mark: (_option, { random }) => mark(random),
  'mark-mask': (_option, { random }) =>
    random.chance(0.5) ? mark(random) : `${mark(random)}/${mark(random)}`,
  address: (_option, { random, family }) => random.pick(addresses[family]),
  'address-mask': (_option, { random, family }) => network(random, family),
  'address-list': (_option, { random, family }) => list(random, 3, () => network(random, family)),
  'address-range': (_option, { random, family }) => range(random, '-', () => random.pick(addresses[family])),
  'port-range': (_option, { random }) => range(random, ':', () => random.pick(ports)),
  'service-range': (_option, { random }) => range(random, ':', () => random.pick(ports)),
  'port-list': (_option, { random }) => list(random, 9, () => range(random, ':', () => random.pick(ports))),
  protocol: (_option, { random }) => random.pick(protocols),
  interface: (_option, { random }) => random.pick(interfaces),
  'tcp-flags': (option, { random }) => list(random, 3, () => word(option, random)),
  'icmp-type': (option, { random }) => (random.chance(0.6) ? word(option, random) : icmpNumbers(random)),
  enumeration: (option, { random }) => word(option, random),
  'enumeration-list': (option, { random }) => list(random, 3, () => word(option, random)),
  rate: (_option, { random }) =>
    `${random.pick(numbers)}${random.pick(['', '/s', '/second', '/min', '/h', '/day', '/Minute', '/sec'])}`,
  string: (option, { random }) => text(option, random),
};

/** The values of one use of the option, one word each. */
export function makeValues(option: OptionFact, surroundings: Surroundings): string[] {
  const { random, samples } = surroundings;
  if (option.value === 'none') return [];
  const known = samples.of([option.name, ...(option.aliases ?? [])]);
  const count = option.arguments ?? 1;
  const pieced = Array.from({ length: count }, () => pieceTogether(option.value, random));
  if (random.chance(0.4) && pieced.every((value) => value !== undefined)) return pieced;
  const maker = makers[option.value];
  if (known.length > 0 && (maker === undefined || random.chance(0.5))) return [...random.pick(known)];
  if (maker !== undefined) return Array.from({ length: count }, () => maker(option, surroundings));
  return (
    option.example?.split(' ').slice(-count) ?? Array.from({ length: count }, () => strangeValue(random))
  );
}

export function strangeValue(random: Random): string {
  return random.pick(strange);
}

/** A value with a letter too many, too few, or another one. */
export function disturb(value: string, random: Random): string {
  const at = random.below(value.length + 1);
  const letters = [...'0129afxz:,/-+!. %"\'\\ASé'];
  return random.weighted<() => string>([
    [2, () => value.slice(0, at) + random.pick(letters) + value.slice(at)],
    [2, () => value.slice(0, at) + value.slice(at + 1)],
    [1, () => value.slice(0, at) + random.pick(letters) + value.slice(at + 1)],
    [1, () => value.toUpperCase()],
    [1, () => value.slice(0, at)],
    [1, () => `${value},${value}`],
    [1, () => `${value}:${value}`],
    [1, () => `0${value}`],
  ])();
}

function integer({ minimum, maximum }: OptionFact, random: Random): string {
  const inRange = [...numbers, ...largeNumbers].filter(
    (number) => Number(number) >= (minimum ?? 0) && Number(number) <= (maximum ?? 0xffffffff),
  );
  const edges = [minimum ?? 0, maximum ?? 0xffffffff].map(String);
  const number = random.pick(random.chance(0.2) || inRange.length === 0 ? edges : inRange);
  return random.chance(0.1) ? `0x${Number(number).toString(16)}` : number;
}

function mark(random: Random): string {
  return random.pick(['0', '1', '0x1', '0xff', '0xffffffff', '255', '4294967295', '0x10000', '0XAB', '017']);
}

function network(random: Random, family: Family): string {
  const address = random.pick(addresses[family]);
  // The last masks of the lists are wrong.
  const mask = random.chance(0.95)
    ? random.below(masks[family].length - 3)
    : random.below(masks[family].length);
  return random.chance(0.5) ? address : address + (masks[family][mask] ?? '');
}

function icmpNumbers(random: Random): string {
  return random.pick(['0', '3', '8', '128', '255', '3/1', '3/0', '8/0', '128/0', '255/255', 'any', '1/4']);
}

function word({ words = [], abbreviable }: OptionFact, random: Random): string {
  if (words.length === 0) return 'x';
  const whole = random.pick(words);
  if (abbreviable && random.chance(0.1)) return whole.slice(0, 1 + random.below(whole.length));
  return random.chance(0.1) ? whole.toLowerCase() : whole;
}

function text({ maximum = 30 }: OptionFact, random: Random): string {
  const length = random.pick([1, 2, 5, Math.max(1, maximum - 1), maximum].filter((size) => size <= maximum));
  return random.pick(['a', 'b c', 'X-1_']).padEnd(Math.min(length, 300), 'n').slice(0, length);
}

function range(random: Random, separator: string, make: () => string): string {
  if (random.chance(0.5)) return make();
  const ends = [make(), make()];
  // Most ranges want the smaller end first; so do most of ours.
  if (random.chance(0.9)) ends.sort((one, other) => Number(one) - Number(other));
  return ends.join(separator);
}

function list(random: Random, most: number, make: () => string): string {
  return Array.from({ length: 1 + random.below(random.chance(0.7) ? 2 : most) }, make).join(',');
}
