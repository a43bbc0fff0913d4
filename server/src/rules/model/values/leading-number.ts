// Numbers with a fraction that a text begins with, as strtod reads them: decimal or hexadecimal, with an exponent, and
// the words for infinity and for no number.
export interface LeadingNumber {
  readonly value: number;
  /** Where what stands behind it begins. */
  readonly end: number;
}

const leading =
  /^[ \t\n\v\f\r]*([+-]?)(?:(inf(?:inity)?)|(nan(?:\(\w*\))?)|0x([\da-f]+\.?[\da-f]*|\.[\da-f]+)(?:p([+-]?\d+))?|((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?))/i;

export function leadingNumber(text: string): LeadingNumber | undefined {
  const match = leading.exec(text);
  if (!match) return undefined;
  const [all, sign, infinity, nan, hexadecimal, exponent = '0', decimal = ''] = match;
  const magnitude = infinity
    ? Number.POSITIVE_INFINITY
    : nan
      ? Number.NaN
      : hexadecimal
        ? hexadecimalValue(hexadecimal) * 2 ** Number(exponent)
        : Number(decimal);
  return { value: sign === '-' ? -magnitude : magnitude, end: all.length };
}

function hexadecimalValue(digits: string): number {
  const [whole = '', fraction = ''] = digits.split('.');
  return Number.parseInt(`0${whole}${fraction}`, 16) / 16 ** fraction.length;
}
