// A value → what it amounts to: the addresses of a network, the service of a port, the bits of a mark. What there is to
// say of a kind of value is said where its grammar lies (model/values/descriptions.ts).
import type { OptionNode, RuleLine, Word } from '../syntax/tree';
import { nameOfProtocol, protocolNumber } from '../facts/protocols';
import { describers } from '../model/values/descriptions';
import type { Profile } from '../profile';

export function explainValue(
  word: Word,
  option: OptionNode,
  rule: RuleLine,
  profile: Profile,
): string | undefined {
  const { fact } = option;
  if (!fact) return undefined;
  const index = option.values.indexOf(word);
  return describers.get(fact.value)?.(word.value, { fact, index, profile, protocol: protocolOf(rule) });
}

/** The protocol of the rule's `-p`, by its registered name. */
export function protocolOf(rule: RuleLine): string | undefined {
  const named = rule.protocol?.values[0];
  const number = named && protocolNumber(named.value);
  return number === undefined ? undefined : nameOfProtocol(number);
}
