// Whether two rules say the same in other words: `-s 10.0.0.1/32 -p tcp --dport 22` and `-p tcp -m tcp --dport 22 -s
// 10.0.0.1`. Compared is what the options amount to, in no order, and without comments. Whatever is not certain counts as
// written.
import { protocolNumber } from '../facts/protocols';
import { readNetwork } from './values/address';
import { isFault } from './values/reading';
import type { ExtensionNode, OptionNode, RuleLine } from '../syntax/tree';

export function isSameRule(one: RuleLine, other: RuleLine): boolean {
  return sayingsOf(one) === sayingsOf(other);
}

/**
 * Whether two rules cannot be the same to iptables, which compares what the kernel is given: another target, another
 * interface, protocol or network, other matches or their order. Where options may say the same in two ways, nothing is
 * certain.
 */
export function isCertainlyOther(one: RuleLine, other: RuleLine): boolean {
  if (loadedOf(one) !== loadedOf(other)) return true;
  if (textsOf(one) !== textsOf(other)) return true;
  return comparable.some((letter) => {
    const [first, second] = [certainOf(one, letter), certainOf(other, letter)];
    return first !== undefined && second !== undefined && first !== second;
  });
}

const comparable = ['j', 'g', 's', 'd', 'p', 'i', 'o', 'f'] as const;

function loadedOf({ extensions }: RuleLine): string {
  return extensions.map(({ kind, name }) => `${kind} ${name}`).join('\n');
}

/** Values that are texts, which are what they are: comments, prefixes of the log. */
function textsOf({ options }: RuleLine): string {
  const texts = options.filter(({ owner, fact }) => owner && fact?.value === 'string');
  return JSON.stringify(
    texts.map(({ fact, values }) => [fact?.name, ...values.map(({ value }) => value)]).sort(),
  );
}

/** What a parameter amounts to; undefined when it may be several things. */
function certainOf({ options }: RuleLine, letter: string): string | undefined {
  const option = options.find(({ owner, fact }) => !owner && fact.letter === letter);
  const [value] = option?.values ?? [];
  if (option && !value) return letter === 'f' ? valuesOf(option) : undefined;
  if (!option || !value) return '';
  const sign = option.negation ? '! ' : '';
  switch (letter) {
    case 's':
    case 'd':
      return certainNetwork(value.value, sign);
    case 'p':
      return certainProtocol(value.value, sign);
    case 'i':
    case 'o':
      return value.value === '+' && sign === '' ? '' : sign + value.value;
    default:
      return value.value;
  }
}

function certainProtocol(text: string, sign: string): string | undefined {
  const number = protocolNumber(text);
  if (number === undefined) return undefined;
  return number === 0 ? '' : `${sign}${number}`;
}

function certainNetwork(text: string, sign: string): string | undefined {
  const network = readNetwork(text, text.includes(':') ? 'ipv6' : 'ipv4');
  if (text.includes(',') || isFault(network) || network.value.family === 'name') return undefined;
  const { address, mask } = network.value;
  if (Number(mask) === 0) return '';
  const masked = BigInt(address) & BigInt(mask);
  return `${sign}${masked}/${String(mask)}`;
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
