// `--ctstate NEU`: a word that is none of those the option takes.
import type { OptionFact } from '../facts/fact';
import { parseInteger } from '../facts/integer';
import { readIcmpType } from '../model/values/icmp-type';
import type { Reading } from '../model/values/reading';
import { readWord, readWordList } from '../model/values/words';
import type { Profile } from '../profile';
import type { OptionNode } from '../syntax/tree';
import type { LineFinding, ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

export const badWord: ValueCheck = {
  asks: 'value',
  code: 'bad-word',
  tier: 'parser',
  severity: 'error',
  title: 'Bad word',
  explanation:
    'The option takes one of a few words, or several with commas and no blanks between. Some of these words may be shortened, or written in small letters; completion lists them in full.',
  source: 'the extension that owns the option',
  example: { bad: '-A INPUT -m conntrack --ctstate NEU', good: '-A INPUT -m conntrack --ctstate NEW' },
  kinds: ['enumeration', 'enumeration-list', 'icmp-type', 'log-level', 'tcp-flags'],
  value(word, option, { profile }) {
    if (!option.fact) return undefined;
    const finding = valueFinding(read(word.value, option.fact, profile), word, option);
    return finding && withWords(finding, option);
  },
};

function read(text: string, fact: OptionFact, profile: Profile): Reading<unknown> {
  if (fact.value === 'icmp-type') return readIcmpType(text, { profile });
  if (fact.value === 'log-level') return readLevel(text, fact);
  if (fact.value === 'tcp-flags') return readFlags(text, fact);
  return fact.value === 'enumeration' ? readWord(text, fact) : readWordList(text, fact);
}

/** Names of levels are compared letter by letter, and only in small letters. */
function readLevel(text: string, fact: OptionFact): Reading<unknown> {
  const isLevel = parseInteger(text, 0, 7) !== undefined || fact.words?.includes(text) === true;
  return isLevel ? { value: text } : { fault: `log level "${text}" unknown` };
}

/** Empty fields between commas are nothing to iptables here. */
function readFlags(text: string, fact: OptionFact): Reading<unknown> {
  const fields = text.split(',').filter((field) => field !== '');
  return fields.length === 0 ? { value: [] } : readWordList(fields.join(','), fact);
}

function withWords(finding: LineFinding, { fact }: OptionNode): LineFinding {
  const words = fact?.words ?? [];
  if (finding.fixes || words.length === 0 || words.length > 20) return finding;
  return { ...finding, message: `${finding.message} It takes ${words.join(', ')}.` };
}
