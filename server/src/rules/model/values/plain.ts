// The forms that nearly all addresses and ports of a large file have, told by their letters alone: what is of such a
// form is good, and what is not may still be. The readers beside this file say what else iptables takes, at the cost
// of a few objects for each value.
const slash = 47;
const dot = 46;
const zero = 48;
const colon = 58;

/** Whether `text` from `start` to `end` is a port: a decimal number up to 65535. */
export function isPlainPort(text: string, start: number, end: number): boolean {
  return isNumber(text, start, end, 65535);
}

/** Whether it is an IPv4 address: four decimal numbers of a byte. */
export function isPlainAddress(text: string, start: number, end: number): boolean {
  let from = start;
  let dots = 0;
  for (let at = start; at < end; at += 1) {
    if (text.charCodeAt(at) !== dot) continue;
    if (!isNumber(text, from, at, 255)) return false;
    from = at + 1;
    dots += 1;
  }
  return dots === 3 && isNumber(text, from, end, 255);
}

/** Whether it is an IPv4 address, or one with `/` and the length of a prefix. */
export function isPlainNetwork(text: string, start: number, end: number): boolean {
  // The length has two digits at most, so the slash is near the end.
  for (let at = end - 2; at >= end - 3 && at > start; at -= 1) {
    if (text.charCodeAt(at) !== slash) continue;
    return isNumber(text, at + 1, end, 32) && isPlainAddress(text, start, at);
  }
  return isPlainAddress(text, start, end);
}

/** Whether it is an IPv4 address with a port behind it. */
export function isPlainEndpoint(text: string, start: number, end: number): boolean {
  for (let at = end - 1; at >= end - 6 && at > start; at -= 1) {
    if (text.charCodeAt(at) !== colon) continue;
    return (
      text.charCodeAt(at + 1) !== zero && isPlainPort(text, at + 1, end) && isPlainAddress(text, start, at)
    );
  }
  return false;
}

/** Decimal digits without a zero before them, which would make them octal. */
function isNumber(text: string, start: number, end: number, maximum: number): boolean {
  const length = end - start;
  if (length < 1 || length > 5 || (length > 1 && text.charCodeAt(start) === zero)) return false;
  let number = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return false;
    number = number * 10 + digit;
  }
  return number <= maximum;
}
