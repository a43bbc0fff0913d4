// `-m tcp --dport 22` without `-p tcp`: a match whose protocol the rule does not name.
import type { ExtensionFact } from '../facts/fact';
import { protocolNumber } from '../facts/protocols';
import { readPortRange, readServiceRange } from '../model/values/port';
import { isFault } from '../model/values/reading';
import { readWord } from '../model/values/words';
import type { Profile } from '../profile';
import type { CoreOptionNode, ExtensionNode, OptionNode, RuleLine } from '../syntax/tree';
import type { LineCheck, LineFinding, Report } from './rule-check';
import { logOfProtocol, ruleProtocol } from './rule-protocol';
import { isPlaceholder } from '../syntax/placeholder';

export const missingProtocol: LineCheck = {
  asks: 'line',
  code: 'missing-protocol',
  tier: 'kernel',
  severity: 'error',
  title: 'Match without its protocol',
  explanation:
    'A match of a protocol needs `-p` with that protocol, not inverted. Most are refused by the kernel when the rules are loaded; multiport, and with iptables-nft tcp and udp, by iptables itself.',
  source:
    'net/netfilter/x_tables.c, xt_check_match; iptables/nft.c, add_nft_tcp; extensions/libxt_multiport.c',
  example: { bad: '-A INPUT -m tcp --dport 22', good: '-A INPUT -p tcp -m tcp --dport 22' },
  line(rule, { profile }, report): void {
    if (rule.extensions.length === 0 || rule.stop !== undefined || rule.isOpen) return;
    for (const extension of rule.extensions) {
      const wanted = extension.set?.fact.protocols;
      if (wanted) lacking(extension, wanted, rule, profile, report);
      for (const option of extension.options) optionLacking(option, rule, report);
    }
  },
};

function lacking(
  extension: ExtensionNode,
  wanted: readonly string[],
  rule: RuleLine,
  profile: Profile,
  report: Report,
): void {
  const fact = extension.set?.fact;
  const byParser = fact?.protocolsWantedBy === 'parser';
  const protocol = rule.protocol;
  const value = protocol?.values[0];
  if (value && isPlaceholder(value.value)) return;
  const names = wanted.some((name) => value && protocolNumber(name) === protocolNumber(value.value));
  const isInverted = protocol?.negation !== undefined;
  // iptables asks multiport for the protocol when it comes to the list, and only knows what stands before.
  const isLate = byParser && protocol !== undefined && comesLate(extension, protocol);
  if (names && !isInverted && !isLate) return;
  const natively = isNative(extension, profile);
  if (names && isInverted && natively) return;
  const { start, end } = extension.word;
  const list = wanted.map((name) => `\`-p ${name}'`).join(', ');
  const message = `the ${extension.kind} ${extension.name} needs ${wanted.length > 1 ? 'one of ' : ''}${list}${isLate ? ' before it' : ''}.`;
  if (byParser || natively) report({ start, end, message, tier: 'parser' });
  else report({ start, end, ...tell(fact, message) });
}

/** Of an extension whose kernel half is in the workspace, with the field that is not kept to and what the kernel logs. */
function tell(
  fact: ExtensionFact | undefined,
  message: string,
): Pick<LineFinding, 'message' | 'as' | 'limit'> {
  if (!fact) return { message };
  const limit = { extension: { kind: fact.kind, name: fact.name }, field: 'proto' as const };
  if (fact.learned?.kernel === undefined) return { message, limit };
  const log = logOfProtocol(fact);
  return {
    message: log === undefined ? message : `${message} The kernel logs \`${log}'.`,
    as: ruleProtocol,
    limit,
  };
}

/** `--ecn-tcp-cwr` or `--reject-with tcp-reset`: an option or a word that means nothing to another protocol. */
function optionLacking(option: OptionNode, rule: RuleLine, report: Report): void {
  const need = needOf(option);
  const protocol = rule.protocol;
  const named = protocol?.values[0];
  if (!need || (named && isPlaceholder(named.value))) return;
  const { wanted, what, where } = need;
  const isNamed = named && wanted.some((name) => protocolNumber(name) === protocolNumber(named.value));
  if (isNamed && !protocol?.negation) return;
  const message = `the kernel refuses \`${what}' unless the rule has ${wanted.map((name) => `\`-p ${name}'`).join(' or ')}.`;
  report({ start: where.start, end: where.end, message });
}

function needOf({ fact, word, values }: OptionNode) {
  if (fact?.protocols) return { wanted: fact.protocols, what: `--${fact.name}`, where: word };
  const [value] = values;
  if (!fact?.protocolsOfWord || !value) return undefined;
  const read = readWord(value.value, fact);
  const wanted = isFault(read) ? undefined : fact.protocolsOfWord[read.value];
  return wanted && !isFault(read) ? { wanted, what: read.value, where: value } : undefined;
}

function comesLate(extension: ExtensionNode, protocol: CoreOptionNode): boolean {
  const [first] = extension.options;
  return first !== undefined && first.word.start < protocol.word.start;
}

/** iptables-nft reads the tcp and udp matches itself, unless nothing or nothing it knows is asked of them. */
function isNative({ name, options }: ExtensionNode, { variant }: Profile): boolean {
  if (variant !== 'nft' || (name !== 'tcp' && name !== 'udp')) return false;
  return options.some((option) => !asksNothing(option, name)) && !options.some(isTcpOption);
}

function isTcpOption({ fact }: OptionNode): boolean {
  return fact?.name === 'tcp-option';
}

/** All ports, or none of no flags: what a match without options stands for, too. */
function asksNothing({ fact, negation, values }: OptionNode, protocol: string): boolean {
  if (negation) return false;
  if (fact?.value === 'tcp-flags') return values.every(({ value }) => value === 'NONE');
  const [ports] = values;
  if (!ports || (fact?.value !== 'port-range' && fact?.value !== 'service-range')) return false;
  const range =
    fact.value === 'port-range' ? readPortRange(ports.value, protocol) : readServiceRange(ports.value);
  return !isFault(range) && range.value.first === 0 && range.value.last === 65535;
}
