// Whether two rules say the same in other words: `-s 10.0.0.1/32 -p tcp --dport 22` and `-p tcp -m tcp --dport 22 -s
// 10.0.0.1`. Compared is what the options amount to, in no order, and without comments. Whatever is not certain counts as
// written.
import { readNetwork } from './values/address';
import { isFault } from './values/reading';
import type { ExtensionNode, OptionNode, RuleLine } from '../syntax/tree';

export function isSameRule(one: RuleLine, other: RuleLine): boolean {
  return sayingsOf(one) === sayingsOf(other);
}

/** All that a rule says, in an order of its own. */
function sayingsOf({ options, extensions }: RuleLine): string {
  const core = options
    .filter(({ owner, fact }) => !owner && fact.letter !== 'm')
    .map((option) => `-${option.owner ? '' : option.fact.letter} ${valuesOf(option)}`);
  const loaded = extensions.filter(({ name, kind }) => kind === 'target' || name !== 'comment').map(sayingOf);
  return [...core, ...loaded].sort().join('\n');
}

function sayingOf({ kind, name, options }: ExtensionNode): string {
  const said = options.map((option) => {
    const text = option.fact?.name ?? option.word.value;
    return `--${text} ${valuesOf(option)}`;
  });
  return `${kind} ${name} ${said.sort().join(' ')}`;
}

function valuesOf({ owner, fact, negation, values }: OptionNode): string {
  const isAddress = !owner && (fact.letter === 's' || fact.letter === 'd');
  const said = values.map(({ value }) => (isAddress ? addressOf(value) : value));
  return JSON.stringify([negation !== undefined, ...said]);
}

/** An address as a number and a mask; as it is written when it is a name or a list. */
function addressOf(text: string): string {
  const network = readNetwork(text, text.includes(':') ? 'ipv6' : 'ipv4');
  if (text.includes(',') || isFault(network) || network.value.family === 'name') return text;
  const { address, mask } = network.value;
  return `${String(address)}/${String(mask)}`;
}
