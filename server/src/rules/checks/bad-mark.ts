// `--mark 1/`: a mark that is none.
import { readInteger, readMark } from '../model/values/integer';
import type { ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

export const badMark: ValueCheck = {
  asks: 'value',
  code: 'bad-mark',
  tier: 'parser',
  severity: 'error',
  title: 'Bad mark',
  explanation:
    'A mark is a number of 32 bits, mostly in hexadecimal, with `/` and a mask of as many where the option takes one.',
  source: 'libxtables/xtables.c, xtables_parse_mark_mask',
  example: { bad: '-A INPUT -m mark --mark 1/', good: '-A INPUT -m mark --mark 0x1/0x1' },
  kinds: ['mark', 'mark-mask'],
  value(word, option) {
    const reading =
      option.fact?.value === 'mark' ? readInteger(word.value, 0, 0xffffffff) : readMark(word.value);
    return valueFinding(reading, word, option);
  },
};
