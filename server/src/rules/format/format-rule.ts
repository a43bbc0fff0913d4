// A rule → the same rule as iptables-save would write it: addresses, interfaces and protocol first, then the matches
// in the order they were loaded, then the target, each option under its own extension (iptables/iptables.c,
// print_rule4; iptables/nft-shared.c, nft_rule_save).
import type { Family } from '../facts/fact';
import { nameOfProtocol, protocolNumber } from '../facts/protocols';
import { isPlaceholder } from '../syntax/placeholder';
import type { CoreOptionNode, ExtensionNode, RuleLine } from '../syntax/tree';
import { saveOptions } from './saved-form';
import type { SavedOption, WriterContext } from './saved-form';
import { savedFormOf } from './saved-forms/all';
import { asNetwork } from './write-value';
import { writeWord } from './write-word';

/** Commands that carry a rule. */
const ruleCommands = new Set(['A', 'I', 'D', 'R', 'C']);
/** Options of iptables itself that narrow a rule down, in the order they are written. */
const order = ['s', 'd', 'i', 'o', 'p', 'f'] as const;

/** Undefined when a rule is not to be touched: something in it is wrong, or somebody else has yet to fill it in. */
export function formatRule(rule: RuleLine, text: string, family: Family): string | undefined {
  if (!rule.command || rule.problems.length > 0 || rule.stop !== undefined) return undefined;
  if (rule.words.some(({ value }) => isPlaceholder(value))) return undefined;
  if (rule.options.some(({ uncertain, fact }) => uncertain || !fact)) return undefined;
  const core = rule.options.filter((option) => option.owner === undefined);
  if (!core.every(({ fact }) => fact.role === 'command' || fact.role === 'parameter')) return undefined;
  const command = [
    `-${rule.command.fact.letter}`,
    ...rule.command.values.map(({ value }) => writeWord(value)),
  ];
  if (!ruleCommands.has(rule.command.fact.letter)) return core.length > 1 ? undefined : command.join(' ');
  const protocol = registeredName(rule.protocol?.values[0]?.value);
  return [
    ...countersOf(rule, core, text),
    ...command,
    ...order
      .flatMap((letter) => core.filter(({ fact }) => fact.letter === letter))
      .flatMap(parameter(family)),
    ...rule.extensions.filter(({ kind }) => kind === 'match').flatMap(extension('-m', family, protocol)),
    ...jumpOf(rule, core, family, protocol),
  ].join(' ');
}

/** The protocol by the name that services are listed under, however the rule calls it. */
function registeredName(text: string | undefined): string | undefined {
  const number = text === undefined ? undefined : protocolNumber(text);
  return number === undefined ? undefined : nameOfProtocol(number);
}

/** `-c 1 2` and the `[1:2]` of iptables-save say the same. */
function countersOf(rule: RuleLine, core: readonly CoreOptionNode[], text: string): string[] {
  if (rule.counters) return [text.slice(rule.counters.start, rule.counters.end)];
  const counters = core.find(({ fact }) => fact.letter === 'c')?.values.map(({ value }) => value);
  return counters ? [`[${counters.join(',').replace(',', ':')}]`] : [];
}

function parameter(family: Family): (option: CoreOptionNode) => string[] {
  return (option) => {
    const { letter } = option.fact;
    const value = option.values[0]?.value;
    const written = value === undefined ? undefined : writeParameter(letter, value, { option, family });
    if (!option.negation && written !== undefined && saysNothing.has(written)) return [];
    return [
      ...negation(option.negation !== undefined),
      `-${letter}`,
      ...(written === undefined ? [] : [written]),
    ];
  };
}

/** Every address, every interface, every protocol. */
const saysNothing = new Set(['0.0.0.0/0', '::/0', '+', 'all']);

function writeParameter(letter: string, value: string, context: Omit<WriterContext, 'protocol'>): string {
  const whole = { ...context, protocol: undefined };
  if (letter === 's' || letter === 'd') {
    return value
      .split(',')
      .map((network) => asNetwork(network, whole))
      .join(',');
  }
  return letter === 'p' ? writeProtocol(value) : writeWord(value);
}

/** The protocols whose names iptables knows by itself (libxtables/xtables.c, xtables_chain_protos). */
export const protocolNames: ReadonlyMap<number, string> = new Map([
  [0, 'all'],
  [1, 'icmp'],
  [6, 'tcp'],
  [17, 'udp'],
  [50, 'esp'],
  [51, 'ah'],
  [58, 'ipv6-icmp'],
  [132, 'sctp'],
  [136, 'udplite'],
]);

/** Of another protocol the name may be unknown where the file is loaded, and stays as it is. */
function writeProtocol(value: string): string {
  const number = protocolNumber(value);
  return (number === undefined ? undefined : protocolNames.get(number)) ?? writeWord(value);
}

function extension(
  option: '-m' | '-j',
  family: Family,
  protocol: string | undefined,
): (node: ExtensionNode) => string[] {
  return (node) => [
    option,
    writeWord(node.set?.fact.name ?? node.name),
    ...saveOptions(node, savedFormOf(node), family, protocol).flatMap(writeOption),
  ];
}

function writeOption({ name, isNegated, values }: SavedOption): string[] {
  return [...negation(isNegated), `--${name}`, ...values];
}

function negation(isNegated: boolean): string[] {
  return isNegated ? ['!'] : [];
}

function jumpOf(
  rule: RuleLine,
  core: readonly CoreOptionNode[],
  family: Family,
  protocol: string | undefined,
): string[] {
  const target = rule.extensions.find(({ kind }) => kind === 'target');
  if (target?.set) return extension('-j', family, protocol)(target);
  const jump = core.find(({ fact }) => fact.letter === 'j' || fact.letter === 'g');
  return jump ? [`-${jump.fact.letter}`, ...jump.values.map(({ value }) => writeWord(value))] : [];
}
