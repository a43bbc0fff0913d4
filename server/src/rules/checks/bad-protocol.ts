// `-p tpc`: a protocol that is none.
import { protocolAsWritten, protocolNames, protocolNumber } from '../facts/protocols';
import type { Reading } from '../model/values/reading';
import { closest } from '../model/values/words';
import type { OptionNode } from '../syntax/tree';
import type { ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

export const badProtocol: ValueCheck = {
  asks: 'value',
  code: 'bad-protocol',
  tier: 'parser',
  severity: 'error',
  title: 'Bad protocol',
  explanation:
    'A protocol is a number up to 255 or a name that /etc/protocols or iptables itself knows. `all` cannot be inverted. Behind `-p` small letters and capitals are the same; elsewhere a name must be written as /etc/protocols has it.',
  source: 'libxtables/xtables.c, xtables_parse_protocol',
  example: { bad: '-A INPUT -p tpc', good: '-A INPUT -p tcp' },
  kinds: ['protocol'],
  value(word, option) {
    return valueFinding(read(word.value, option), word, option);
  },
};

function read(text: string, { owner, negation }: OptionNode): Reading<number> {
  const value = owner ? protocolAsWritten(text) : protocolNumber(text);
  if (value === undefined) {
    const instead = closest(text, protocolNames);
    return { fault: `unknown protocol "${text}" specified`, ...(instead !== undefined && { instead }) };
  }
  // Extensions have their own say on the inversion of theirs.
  const isInverted = !owner && negation !== undefined;
  return value === 0 && isInverted ? { fault: 'rule would never match protocol' } : { value };
}
