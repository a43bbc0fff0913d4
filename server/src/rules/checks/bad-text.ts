// `--log-prefix ""`: a text too short or too long; `--mac-source 00:11`: no Ethernet address.
import type { OptionFact } from '../facts/fact';
import type { Reading } from '../model/values/reading';
import type { ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

export const badText: ValueCheck = {
  asks: 'value',
  code: 'bad-text',
  tier: 'parser',
  severity: 'error',
  title: 'Bad text',
  explanation:
    'Some texts have a shortest and a longest length. An Ethernet address is six numbers of at most two hexadecimal digits with colons between.',
  source: 'libxtables/xtoptions.c, xtopt_parse_string and xtopt_parse_ethermac',
  example: { bad: '-A INPUT -j LOG --log-prefix ""', good: '-A INPUT -j LOG --log-prefix "in: "' },
  kinds: ['string', 'mac-address'],
  value(word, option) {
    return option.fact && valueFinding(read(word.value, option.fact), word, option);
  },
};

function read(text: string, fact: OptionFact): Reading<string> {
  if (fact.value === 'mac-address') {
    const isAddress = /^[0-9a-f]{1,2}(?::[0-9a-f]{1,2}){5}$/i.test(text);
    return isAddress ? { value: text } : { fault: 'Invalid MAC address specified' };
  }
  const length = Buffer.byteLength(text);
  if (fact.minimum !== undefined && length < fact.minimum) {
    return { fault: `Argument must have a minimum length of ${fact.minimum} characters` };
  }
  if (fact.maximum !== undefined && length > fact.maximum) {
    return { fault: `Argument must have a maximum length of ${fact.maximum} characters` };
  }
  return { value: text };
}
