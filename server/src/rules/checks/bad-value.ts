// `--timestart 25:00`: a value that its extension's own grammar does not take.
import { readers } from '../model/values/readers';
import type { ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

export const badValue: ValueCheck = {
  asks: 'value',
  code: 'bad-value',
  tier: 'parser',
  severity: 'error',
  title: 'Bad value',
  explanation:
    'The option takes values of a form of its own, which hover and completion show by an example. iptables refuses what it cannot read as one; what it reads and the kernel does not take is said to be the kernel’s.',
  source: 'the extension that owns the option',
  example: {
    bad: '-A INPUT -m time --timestart 25:00',
    good: '-A INPUT -m time --timestart 23:00',
  },
  kinds: [...readers.keys()],
  value(word, option, { grammar, profile }) {
    const { fact } = option;
    const read = fact && readers.get(fact.value);
    if (!fact || !read) return undefined;
    const index = option.values.indexOf(word);
    const { bare } = grammar.catalog;
    return valueFinding(read(word.value, { fact, index, profile, bare }), word, option);
  },
};
