// IPv4 addresses as iptables reads them (libxtables/xtables.c, __numeric_to_ipaddr): up to four numbers of a byte
// each, in any base; a shorter one is a network whose other bytes are zero. What that leaves, the C library's
// resolver takes: `0x0a000001`, `10.65537` (inet_aton).
import { parseInteger } from '../../facts/integer';

const dot = 46;
const zero = 48;

/** The address as a number, or undefined. */
export function parseIpv4(text: string): number | undefined {
  return dottedQuad(text) ?? parseBytes(text, false) ?? parseClassic(text);
}

/** The mask as a number: all four bytes must be there. */
export function parseIpv4Mask(text: string): number | undefined {
  return dottedQuad(text) ?? parseBytes(text, true);
}

/** The usual form without signs, spaces or other bases, which nearly every address has. */
function dottedQuad(text: string): number | undefined {
  let address = 0;
  let byte = -1;
  let dots = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === dot) {
      if (byte < 0) return undefined;
      address = address * 256 + byte;
      byte = -1;
      dots += 1;
    } else if (code >= zero && code <= zero + 9 && byte !== 0) {
      byte = (byte < 0 ? 0 : byte * 10) + code - zero;
      if (byte > 255) return undefined;
    } else {
      return undefined;
    }
  }
  return dots === 3 && byte >= 0 ? address * 256 + byte : undefined;
}

function parseBytes(text: string, isMask: boolean): number | undefined {
  const parts = text.split('.');
  if (parts.length > 4 || (isMask && parts.length < 4)) return undefined;
  let address = 0;
  for (let index = 0; index < 4; index += 1) {
    const part = parts[index];
    const byte = part === undefined ? 0 : parseInteger(part, 0, 255);
    if (byte === undefined) return undefined;
    address = address * 256 + byte;
  }
  return address;
}

/** One to four numbers, of which the last fills the rest: an address as the C library alone reads it (inet_aton). */
export function parseClassic(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length > 4 || /\s|\+/.test(text)) return undefined;
  let address = 0;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const room = isLast ? 256 ** (4 - index) : 256;
    const number = parseInteger(part, 0, room - 1);
    if (number === undefined) return undefined;
    address = address * room + number;
  }
  return address;
}

export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** The mask of a prefix length. */
export function ipv4Mask(length: number): number {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
}
