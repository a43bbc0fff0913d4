// `-p tpc`: a protocol that is none.
import { protocolNames, protocolNumber } from '../facts/protocols';
import type { Reading } from '../model/values/reading';
import { closest } from '../model/values/words';
import type { ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

export const badProtocol: ValueCheck = {
  asks: 'value',
  code: 'bad-protocol',
  tier: 'parser',
  severity: 'error',
  title: 'Bad protocol',
  explanation:
    'A protocol is a number up to 255 or a name that /etc/protocols or iptables itself knows. `all` cannot be inverted.',
  source: 'libxtables/xtables.c, xtables_parse_protocol',
  example: { bad: '-A INPUT -p tpc', good: '-A INPUT -p tcp' },
  kinds: ['protocol'],
  value(word, option) {
    // Extensions have their own say on the inversion of theirs.
    return valueFinding(read(word.value, !option.owner && option.negation !== undefined), word, option);
  },
};

function read(text: string, isInverted: boolean): Reading<number> {
  const value = protocolNumber(text);
  if (value === undefined) {
    const instead = closest(text, protocolNames);
    return { fault: `unknown protocol "${text}" specified`, ...(instead !== undefined && { instead }) };
  }
  return value === 0 && isInverted ? { fault: 'rule would never match protocol' } : { value };
}
