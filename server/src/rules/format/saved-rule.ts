// What iptables-save prints of a rule, where that is certain: whoever compares a text with it must not be told wrong
// for what the formatter leaves as it stands.
import type { Family, ValueKind } from '../facts/fact';
import { protocolNumber } from '../facts/protocols';
import type { ExtensionNode, OptionNode, RuleLine } from '../syntax/tree';
import { formatRule, protocolNames } from './format-rule';

/** Extensions that iptables-save was seen to print by their saved form, whatever the values of these characters. */
const exact = new Set([
  ...['match tcp', 'match udp', 'match multiport', 'match conntrack', 'match state', 'match connmark'],
  ...['match mark', 'match comment', 'match limit', 'match mac', 'match addrtype', 'match length'],
  ...['target MARK', 'target REJECT', 'target LOG'],
]);

/** What iptables-save prints behind `-A CHAIN`. */
export interface SavedRule {
  readonly text: string;
  /** Whether that is all; else an extension follows, and whatever stands behind it. */
  readonly isWhole: boolean;
}

export function savedRule(rule: RuleLine, text: string, family: Family): SavedRule | undefined {
  const printed = [...ofKind(rule, 'match'), ...ofKind(rule, 'target')];
  if (rule.command?.fact.letter !== 'A' || hasTwins(printed)) return undefined;
  const place = printed.findIndex((extension) => !isExact(extension));
  const isWhole = place < 0;
  const extensions = isWhole ? printed : printed.slice(0, place);
  const isRead = ({ owner }: OptionNode) => owner === undefined || extensions.includes(owner);
  if (!rule.options.filter(isRead).every(isPlain)) return undefined;
  // A jump is printed behind all matches.
  const options = isWhole ? rule.options : rule.options.filter((option) => !isJump(option));
  const written = formatRule({ ...rule, options, extensions }, text, family);
  return written === undefined ? undefined : { text: written.replace(/^(?:\[.*?\] )?-A \S+ ?/, ''), isWhole };
}

function isJump({ owner, fact }: OptionNode): boolean {
  return owner === undefined && (fact.letter === 'j' || fact.letter === 'g');
}

function ofKind({ extensions }: RuleLine, kind: ExtensionNode['kind']): ExtensionNode[] {
  return extensions.filter((extension) => extension.kind === kind);
}

function isExact({ kind, set, name }: ExtensionNode): boolean {
  if (!set || set.fact.learned) return false;
  return exact.has(`${kind} ${set.fact.name}`) || (kind === 'target' && verdicts.has(name));
}

/** Targets without options. */
const verdicts = new Set(['ACCEPT', 'DROP', 'RETURN', 'QUEUE']);

/** iptables-nft makes one match of two. */
function hasTwins(extensions: readonly ExtensionNode[]): boolean {
  return new Set(extensions.map(({ kind, name }) => `${kind} ${name}`)).size < extensions.length;
}

/** What a value of a kind may look like, where iptables takes more than it saves as it should. */
const plain: Partial<Record<ValueKind, RegExp>> = {
  'address-list': /^[^,]*$/,
  'address-mask': /^[^/]*$/,
  'port-range': /^(?:[a-z][\w-]*|\d*:?\d*)$/,
  'service-range': /^(?:[a-z][\w-]*|\d*:?\d*)$/,
  integer: /^(?!0+$)\d+$/,
  rate: /^\d+(?:\/[a-z]+)?$/,
};

/** An option in the form that all versions read alike, with values that neither a shell nor the kernel changes. */
function isPlain({ owner, fact, attached, negation, values }: OptionNode): boolean {
  if (attached || !fact) return false;
  const pattern = plain[fact.value];
  const isRange = fact.value === 'port-range' || fact.value === 'service-range';
  return values.every(({ value }) => {
    if (!/^[\w.:,/-]{1,29}$/.test(value) || pattern?.test(value) === false) return false;
    // From the first port on: some versions save nothing of it, or what is left.
    if (negation && isRange && /^0*:/.test(value)) return false;
    return owner !== undefined || fact.value !== 'protocol' || isNamedProtocol(value);
  });
}

/** What another machine may have no name for. */
function isNamedProtocol(value: string): boolean {
  const number = protocolNumber(value);
  return number !== undefined && protocolNames.has(number);
}
