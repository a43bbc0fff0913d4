// Whether a chain certainly lacks the rule that `-D` or `-C` asks for. iptables compares what the kernel is given: another
// target, another interface, protocol or network, other matches or another order of them make another rule. Where options
// may say the same in two ways, nothing is certain. iptables/iptables.c, delete_entry; libiptc/libiptc.c, is_same.
import { protocolNumber } from '../facts/protocols';
import { readNetwork } from './values/address';
import { isFault } from './values/reading';
import type { OptionNode, RuleLine } from '../syntax/tree';

/** A list of addresses asks for a rule of each; one that is missing is enough. */
export function isCertainlyAbsent(asked: RuleLine, rules: readonly RuleLine[]): boolean {
  const alike = rules.filter((rule) => isAlike(asked, rule));
  const [sources, destinations] = [networksOf(asked, 's'), networksOf(asked, 'd')];
  if (!sources || !destinations) return alike.length === 0;
  const mayBe = (rule: RuleLine, letter: 's' | 'd', network: string) =>
    networksOf(rule, letter)?.includes(network) ?? true;
  return sources.some((source) =>
    destinations.some(
      (destination) => !alike.some((rule) => mayBe(rule, 's', source) && mayBe(rule, 'd', destination)),
    ),
  );
}

/** Whether two rules may be the same but for their networks. */
function isAlike(one: RuleLine, other: RuleLine): boolean {
  if (loadedOf(one) !== loadedOf(other) || textsOf(one) !== textsOf(other)) return false;
  return comparable.every((letter) => {
    const [first, second] = [certainOf(one, letter), certainOf(other, letter)];
    return first === undefined || second === undefined || first === second;
  });
}

const comparable = ['j', 'g', 'p', 'i', 'o', 'f'] as const;

function loadedOf({ extensions }: RuleLine): string {
  return extensions.map(({ kind, name }) => `${kind} ${name}`).join('\n');
}

/** Values that are texts, which are what they are: comments, prefixes of the log. */
function textsOf({ options }: RuleLine): string {
  const texts = options.filter(({ owner, fact }) => owner && fact?.value === 'string');
  const said = texts.map(({ fact, values }) => [fact?.name, ...values.map(({ value }) => value)]);
  return JSON.stringify(said.sort());
}

function parameter({ options }: RuleLine, letter: string): OptionNode | undefined {
  return options.find(({ owner, fact }) => !owner && fact.letter === letter);
}

/** What a parameter amounts to; undefined when it may be several things. */
function certainOf(rule: RuleLine, letter: (typeof comparable)[number]): string | undefined {
  const option = parameter(rule, letter);
  if (!option) return '';
  const sign = option.negation ? '! ' : '';
  const text = option.values[0]?.value;
  if (text === undefined) return letter === 'f' ? `${sign}f` : undefined;
  switch (letter) {
    case 'p': {
      const number = protocolNumber(text);
      return number === undefined ? undefined : number === 0 ? '' : `${sign}${number}`;
    }
    case 'i':
    case 'o':
      return text === '+' && sign === '' ? '' : sign + text;
    case 'f':
    case 'g':
    case 'j':
      return text;
  }
}

/** The networks of `-s` or `-d`, none of them the name of a host; undefined when one may be anything. */
function networksOf(rule: RuleLine, letter: 's' | 'd'): readonly string[] | undefined {
  const option = parameter(rule, letter);
  if (!option) return [''];
  const texts = option.values[0]?.value.split(',') ?? [];
  const networks = texts.map((text) => networkOf(text, option.negation ? '! ' : ''));
  return networks.includes(undefined) ? undefined : networks.filter((network) => network !== undefined);
}

function networkOf(text: string, sign: string): string | undefined {
  const network = readNetwork(text, text.includes(':') ? 'ipv6' : 'ipv4');
  if (isFault(network) || network.value.family === 'name') return undefined;
  const { address, mask } = network.value;
  if (Number(mask) === 0) return '';
  return `${sign}${BigInt(address) & BigInt(mask)}/${String(mask)}`;
}
