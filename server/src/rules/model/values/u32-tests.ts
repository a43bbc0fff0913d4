// Tests of 32-bit words of a packet: `6&0xFF=1&&4=0x100:0x200,5` (extensions/libxt_u32.c, u32_parse). A test is a
// location, numbers with operators between, then `=` and a list of numbers and ranges; `&&` stands between tests.
import { leadingInteger } from '../../facts/integer';
import { isFault } from './reading';
import type { Reading, ReadingFault } from './reading';

/** include/uapi/linux/netfilter/xt_u32.h, XT_U32_MAXSIZE: tests of a rule, numbers of a location, values of a test. */
const most = 10;
const largest = 0xffffffff;

/** How far the text has been read, and what of that the kernel refuses. */
interface Place {
  readonly at: number;
  readonly refused?: ReadingFault | undefined;
}

/** How many tests there are. */
export function readU32Tests(text: string): Reading<number> {
  let at = 0;
  let refused: ReadingFault | undefined;
  for (let count = 1; count <= most; count += 1) {
    const location = readLocation(text, at);
    if (isFault(location)) return location;
    // What only the kernel refuses is worth saying of a value that iptables can read to its end.
    refused ??= location.value.refused;
    const values = readValues(text, location.value.at);
    if (isFault(values)) return values;
    at = values.value;
    if (at === text.length) return refused ?? { value: count };
    at += 2;
  }
  return { fault: `too many "&&"s: a rule has ${most} tests at most`, from: at - 2, to: text.length };
}

/** Numbers and operators, up to the place behind the `=`. */
function readLocation(text: string, from: number): Reading<Place> {
  let at = skipBlanks(text, from);
  if (text[at] === '=') return fault(text, at, 'location spec missing');
  let operator = '';
  let refused: ReadingFault | undefined;
  for (let count = 0; ; count += 1) {
    const number = leadingInteger(text, at, largest);
    if (!number) return fault(text, at, at === text.length ? 'abrupt end of input' : notANumber);
    if (operator.length === 2 && number.value >= 32) {
      refused ??= { fault: 'the kernel shifts by 31 bits at most', from: at, to: number.end, tier: 'kernel' };
    }
    if (count === most) return fault(text, at, `too many operators: a location has ${most} numbers at most`);
    at = skipBlanks(text, number.end);
    if (text[at] === '=') return { value: { at: at + 1, refused } };
    operator = /^(?:<<|>>|[&@])/.exec(text.slice(at, at + 2))?.[0] ?? '';
    if (operator === '') {
      return fault(text, at, at === text.length ? 'abrupt end of input' : 'operator expected');
    }
    at += operator.length;
  }
}

/** Numbers and ranges with commas between, up to the end or to `&&`. */
function readValues(text: string, from: number): Reading<number> {
  let at = skipBlanks(text, from);
  if (at === text.length || text[at] === '&') return fault(text, at, 'value spec missing');
  for (let count = 0; ; count += 1) {
    const range = readRange(text, at);
    if (isFault(range)) return range;
    if (count === most) return fault(text, at, `too many ","s: a test has ${most} values at most`);
    at = skipBlanks(text, range.value);
    if (at === text.length || text.startsWith('&&', at)) return { value: at };
    if (text[at] !== ',') return fault(text, at, 'expected "," or "&&"');
    at += 1;
  }
}

function readRange(text: string, from: number): Reading<number> {
  const first = leadingInteger(text, from, largest);
  if (!first) return fault(text, from, notANumber);
  const colon = skipBlanks(text, first.end);
  if (text[colon] !== ':') return { value: colon };
  const last = leadingInteger(text, colon + 1, largest);
  return last ? { value: last.end } : fault(text, colon + 1, notANumber);
}

const notANumber = 'not a number or out of range';

function fault(text: string, at: number, what: string): ReadingFault {
  return { fault: `at char ${at}: ${what}`, from: at, to: text.length };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/[ \t\n\v\f\r]/.test(text.charAt(at))) at += 1;
  return at;
}

const said: Readonly<Record<string, (number: string) => string>> = {
  '': (place) => `the four bytes at ${place}`,
  '&': (mask) => `& ${mask}`,
  '<<': (bits) => `shifted left by ${bits}`,
  '>>': (bits) => `shifted right by ${bits}`,
  '@': (place) => `taken as an offset, then the four bytes ${place} behind it`,
};

/** Each test in words: where it looks, what it makes of that, and what it compares it with. */
export function describeU32Tests(text: string): string | undefined {
  if (isFault(readU32Tests(text))) return undefined;
  const tests = text.split('&&').map((test) => {
    const [location = '', values = ''] = test.split('=');
    const steps = [...location.matchAll(/(<<|>>|[&@])?\s*(\w+)/g)].map(
      ([, operator = '', number = '']) => said[operator]?.(number) ?? '',
    );
    const wanted = values.split(',').map((range) => range.trim().replace(/\s*:\s*/, ' to '));
    return `- ${steps.join(', ')}: ${wanted.join(' or ')}`;
  });
  return tests.join('\n');
}
