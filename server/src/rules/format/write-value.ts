// Values as iptables-save writes them, for the forms of saved-forms/. Each takes what the option takes, and gives
// back what it cannot read as it came: a host name, a service that only another machine knows.
import { parseInteger } from '../facts/integer';
import { protocolAsWritten } from '../facts/protocols';
import { readHostMask, readNetwork } from '../model/values/address';
import { readIntegerRange, readMark } from '../model/values/integer';
import { formatIpv4, parseClassic } from '../model/values/ipv4';
import { formatIpv6, parseIpv6 } from '../model/values/ipv6';
import { readPort, readPortRange, readServiceRange } from '../model/values/port';
import { isFault } from '../model/values/reading';
import { readWord } from '../model/values/words';
import type { WriteValue } from './saved-form';
import { writeText, writeWord } from './write-word';

const largest = 0xffffffff;

/** Hexadecimal as C's `%#x` has it, but for zero, which iptables writes `0x0`. */
export function hexadecimal(number: number): string {
  return `0x${number.toString(16)}`;
}

export const asText: WriteValue = (text) => writeText(text);

export const asWord: WriteValue = (text) => writeWord(text);

export const asNumber: WriteValue = (text) => {
  const number = parseInteger(text, 0, Number.MAX_SAFE_INTEGER);
  return number === undefined ? writeWord(text) : String(number);
};

/** `:100` is `0:100`; two ends that are the same are one. */
export const asNumberRange: WriteValue = (text, { option }) => {
  const range = readIntegerRange(text, option.fact?.maximum ?? largest);
  if (isFault(range)) return writeWord(text);
  const { first, last } = range.value;
  return first === last ? String(first) : `${first}:${last}`;
};

/** A port by its number, or a range of them. */
export const asPorts: WriteValue = (text, { option, protocol }) => {
  const isService = option.fact?.value === 'service-range';
  const range = isService ? readServiceRange(text) : readPortRange(text, protocol);
  if (isFault(range)) return writeWord(text);
  // What the C library reads may be too large, and loses its upper bits.
  const [first, last] = [range.value.first & 0xffff, range.value.last & 0xffff];
  return first === last ? String(first) : `${first}:${last}`;
};

export const asPortList: WriteValue = (text, { protocol }) =>
  writeWord(
    text
      .split(',')
      .map((item) =>
        item
          .split(':')
          .map((end) => portNumber(end, protocol) ?? end)
          .join(':'),
      )
      .join(','),
  );

function portNumber(text: string, protocol: string | undefined): number | undefined {
  const port = readPort(text, protocol);
  return isFault(port) ? undefined : port.value;
}

/** `0x1`, or `0x1/0xff` when the mask leaves bits out. */
export const asMark: WriteValue = (text) => {
  const mark = readMark(text);
  if (isFault(mark)) return writeWord(text);
  const { value, mask } = mark.value;
  return mask === largest ? hexadecimal(value) : `${hexadecimal(value)}/${hexadecimal(mask)}`;
};

/** One word of a list of words, in full. */
export const asListedWord: WriteValue = (text, { option }) => {
  const word = option.fact && readWord(text, option.fact);
  return !word || isFault(word) ? writeWord(text) : word.value;
};

/** Several words, in full, each once and in the order given, or else in that of the option's own list. */
export function asWordsInOrder(order?: readonly string[]): WriteValue {
  return (text, context) => {
    const sorted = order ?? context.option.fact?.words ?? [];
    const words = text.split(',').map((item) => asListedWord(item, context));
    if (!words.every((word) => sorted.includes(word))) return writeWord(text);
    return sorted.filter((word) => words.includes(word)).join(',');
  };
}

/** The address of an option that the C library reads, to whom `1.2.3` is `1.2.0.3`. */
export const asAddress: WriteValue = (text, { family }) => {
  const address = family === 'ipv4' ? parseClassic(text) : parseIpv6(text);
  if (address === undefined) return writeWord(text);
  return typeof address === 'number' ? formatIpv4(address) : formatIpv6(address);
};

/** The address of `asAddress`, and the length of the mask unless it is a whole address. */
export const asHostAndMask: WriteValue = (text, context) => {
  const [host = '', mask] = text.split('/');
  const address = asAddress(host, context);
  if (mask === undefined) return address;
  const network = readHostMask(text, context.family);
  if (isFault(network) || network.value.family === 'name') return writeWord(text);
  const size = context.family === 'ipv4' ? 32 : 128;
  const length = prefixLength(BigInt(network.value.mask), size);
  if (length === undefined) return writeWord(text);
  return length === size ? address : `${address}/${length}`;
};

/**
 * A network as `-s` and `-d` are written: bits behind the mask are zero, the mask is a length where it can be
 * (iptables/xshared.c, save_ipv4_addr and save_ipv6_addr).
 */
export const asNetwork: WriteValue = (text, { family }) => {
  const network = readNetwork(text, family);
  if (isFault(network) || network.value.family === 'name') return writeWord(text);
  const { value } = network;
  if (value.family === 'ipv4') {
    const length = prefixLength(BigInt(value.mask), 32);
    const address = formatIpv4((value.address & value.mask) >>> 0);
    return `${address}/${length ?? formatIpv4(value.mask)}`;
  }
  const length = prefixLength(value.mask, 128);
  return `${formatIpv6(value.address & value.mask)}/${length ?? formatIpv6(value.mask)}`;
};

/** How many bits a mask has set, if they are its first. */
function prefixLength(mask: bigint, size: number): number | undefined {
  const bits = mask.toString(2).padStart(size, '0');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : undefined;
}

/** `0:1:2:a:b:c` with two digits each. */
export const asEthernetAddress: WriteValue = (text) =>
  text
    .toLowerCase()
    .split(':')
    .map((part) => part.padStart(2, '0'))
    .join(':');

/** The protocol of a connection, by its number. */
export const asProtocolNumber: WriteValue = (text) => String(protocolAsWritten(text) ?? writeWord(text));
