// Integers as iptables reads them (libxtables/xtables.c, xtables_strtoul, which is strtoul with base 0): decimal,
// octal after `0`, hexadecimal after `0x`, after white space and a `+`; never negative; nothing may follow.
const integer = /^[ \t\n\v\f\r]*\+?(?:(0[xX])([0-9a-fA-F]+)|(\d+))$/;
const digits = /^(?:0|[1-9]\d{0,9})$/;

/** The value of `text` between `minimum` and `maximum`, inclusive; undefined when it is none. Exact up to 2^53. */
export function parseInteger(text: string, minimum: number, maximum: number): number | undefined {
  const value = digits.test(text) ? Number(text) : readInteger(text);
  return value !== undefined && value >= minimum && value <= maximum ? value : undefined;
}

function readInteger(text: string): number | undefined {
  const match = integer.exec(text);
  if (!match) return undefined;
  const [, hexadecimal, hexadecimalDigits = '', plainDigits = ''] = match;
  if (hexadecimal) return Number.parseInt(hexadecimalDigits, 16);
  if (!plainDigits.startsWith('0')) return Number(plainDigits);
  // Octal: 08 is a 0 with something behind it, and so nothing.
  return /^[0-7]+$/.test(plainDigits) ? Number.parseInt(plainDigits, 8) : undefined;
}
