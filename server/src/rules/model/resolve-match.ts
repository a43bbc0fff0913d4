// A rule's options → the set of packets it matches (match-set.ts). Asked for single rules when somebody wants to know, never
// for each line of a file. What cannot be read, or is no dimension, becomes a named unknown.
import { protocolNumber } from '../facts/protocols';
import type { Profile } from '../profile';
import type { OptionNode, RuleLine } from '../syntax/tree';
import { intersectSets } from './match-set';
import type { Dimension, MatchSet } from './match-set';
import { addressesIn, icmpTypesIn, marksIn, portsIn, rangeIn, statesIn } from './dimensions/read';
import { interfaceSet } from './sets/interface-set';
import { difference, intervalSet } from './sets/interval-set';
import type { IntervalSet } from './sets/interval-set';
import { markSet } from './sets/mark-set';

const every: MatchSet = { unknown: [] };
const protocols = intervalSet([{ first: 0n, last: 255n }]);

/** Matches whose options say all that they ask for; with none, a match may still ask for whole headers. */
const resolved = new Set(['multiport', 'iprange', 'mark', 'conntrack', 'state', 'tcp', 'udp', 'icmp']);

/** What an option of iptables itself or of a match constrains. */
export function dimensionOf({ owner, fact }: OptionNode): Dimension | undefined {
  if (!fact) return undefined;
  return owner ? ofMatches.get(`${owner.name} ${fact.name}`) : ofIptables.get(fact.letter);
}

const ofIptables = new Map<string, Dimension>([
  ['p', 'protocol'],
  ['s', 'source'],
  ['d', 'destination'],
  ['i', 'input'],
  ['o', 'output'],
]);

const ofMatches = new Map<string, Dimension>([
  ...['tcp', 'udp'].flatMap((name) => [
    [`${name} source-port`, 'sourcePort'] as const,
    [`${name} destination-port`, 'destinationPort'] as const,
  ]),
  ['multiport source-ports', 'sourcePort'],
  ['multiport destination-ports', 'destinationPort'],
  ['iprange src-range', 'source'],
  ['iprange dst-range', 'destination'],
  ['conntrack ctstate', 'state'],
  ['state state', 'state'],
  ['mark mark', 'mark'],
  ['icmp icmp-type', 'icmpType'],
]);

export function resolveMatch(rule: RuleLine, profile: Profile): MatchSet {
  let set = every;
  for (const option of rule.options) {
    if (option.owner?.kind === 'target' || (!option.owner && option.fact.role !== 'parameter')) continue;
    set = intersectSets(set, conditionOf(option, rule, profile));
  }
  const unknown = rule.extensions.flatMap(({ kind, name, options }) => {
    const isKnown = kind === 'target' || name === 'comment' || (resolved.has(name) && options.length > 0);
    return isKnown ? [] : [name];
  });
  return unknown.length > 0 ? intersectSets(set, { unknown }) : set;
}

/** The packets that meet one option. */
function conditionOf(option: OptionNode, rule: RuleLine, profile: Profile): MatchSet {
  const { owner, fact, negation, values, uncertain } = option;
  if (!owner && 'mjgcn'.includes(fact.letter)) return every;
  const dimension = dimensionOf(option);
  const text = values[0]?.value;
  const isInverted = negation !== undefined;
  if (dimension && text !== undefined && !uncertain) {
    const known = read(dimension, text, isInverted, option, rule, profile);
    if (known) return known;
  }
  // A comment is the one option of a match that asks for nothing.
  if (owner?.name === 'comment') return every;
  const name = fact ? `--${fact.name}` : option.word.value;
  return { unknown: [owner && resolved.has(owner.name) ? `${owner.name} ${name}` : (owner?.name ?? name)] };
}

function read(
  dimension: Dimension,
  text: string,
  isInverted: boolean,
  { owner }: OptionNode,
  rule: RuleLine,
  profile: Profile,
): MatchSet | undefined {
  switch (dimension) {
    case 'input':
    case 'output':
      return { [dimension]: [interfaceSet(text, isInverted)], unknown: [] };
    case 'mark': {
      const mark = marksIn(text);
      return mark && { mark: markSet(mark, isInverted), unknown: [] };
    }
    case 'protocol': {
      const number = protocolNumber(text);
      if (number === undefined || number > 255) return undefined;
      if (number === 0) return isInverted ? undefined : every;
      return within(dimension, [{ first: BigInt(number), last: BigInt(number) }], isInverted, protocols);
    }
    case 'source':
    case 'destination': {
      const found = owner ? rangeIn(text, profile.family) : addressesIn(text, profile.family);
      const all = intervalSet([
        { first: 0n, last: profile.family === 'ipv4' ? 0xffffffffn : (1n << 128n) - 1n },
      ]);
      return found && within(dimension, found, isInverted, all);
    }
    case 'sourcePort':
    case 'destinationPort': {
      const found = portsIn(text, rule.protocol?.values[0]?.value);
      return found && within(dimension, found, isInverted, intervalSet([{ first: 0n, last: 65535n }]));
    }
    case 'state': {
      const found = statesIn(text);
      return found && within(dimension, found, isInverted, intervalSet([{ first: 0n, last: 4n }]));
    }
    case 'icmpType': {
      const found = profile.family === 'ipv4' ? icmpTypesIn(text, profile.version) : undefined;
      return found && within(dimension, found, isInverted, intervalSet([{ first: 0n, last: 0xffffn }]));
    }
  }
}

function within(dimension: Dimension, values: IntervalSet, isInverted: boolean, all: IntervalSet): MatchSet {
  return { [dimension]: isInverted ? difference(all, values) : values, unknown: [] };
}
