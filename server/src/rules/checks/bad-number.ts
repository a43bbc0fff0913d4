// `--tcp-option 0`: a number out of its bounds, or no number.
import type { OptionFact } from '../facts/fact';
import { readInteger, readIntegerRange, readNumber } from '../model/values/integer';
import type { Reading } from '../model/values/reading';
import { isAtLeast } from '../profile';
import type { Profile } from '../profile';
import type { ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

const largest = 0xffffffff;

export const badNumber: ValueCheck = {
  asks: 'value',
  code: 'bad-number',
  tier: 'parser',
  severity: 'error',
  title: 'Bad number',
  explanation:
    'The option takes a number within bounds: decimal, octal after `0`, or hexadecimal after `0x`. Never negative, and with nothing behind it.',
  source: 'libxtables/xtoptions.c, xtopt_parse_int and xtopt_parse_mint',
  example: { bad: '-A INPUT -p tcp --tcp-option 256', good: '-A INPUT -p tcp --tcp-option 2' },
  kinds: ['integer', 'integer-range', 'number', 'counters'],
  value(word, option, { profile }) {
    return option.fact && valueFinding(read(word.value, option.fact, profile), word, option);
  },
};

/** `1`, `1,2`: scanf's %llu reads the digits a word begins with, and lets the rest be. */
function readCounters(text: string): Reading<unknown> {
  const comma = text.indexOf(',', 1);
  const counters = comma < 0 ? [text] : [text, text.slice(comma + 1)];
  return counters.every((counter) => /^\s*[+-]?\d/.test(counter))
    ? { value: counters }
    : { fault: 'packet and byte counter must be numeric' };
}

/** The first version that wants the ends of a range in their order, and none below what the option takes. */
const ordersRanges = '1.8.11';

function read(
  text: string,
  { value, minimum = 0, maximum = largest, ordered = false }: OptionFact,
  profile: Profile,
): Reading<unknown> {
  if (value === 'counters') return readCounters(text);
  if (value === 'integer-range') {
    const isOrdered = ordered || isAtLeast(profile, ordersRanges);
    return readIntegerRange(text, maximum, isOrdered ? { minimum } : undefined);
  }
  return value === 'number' ? readNumber(text, minimum, maximum) : readInteger(text, minimum, maximum);
}
