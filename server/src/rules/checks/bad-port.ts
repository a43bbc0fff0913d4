// `--dport SSH`: a port that is none.
import { nameOfProtocol, protocolNumber } from '../facts/protocols';
import { readPortList, readPortRange, readService, readServiceRange } from '../model/values/port';
import type { PortRange } from '../model/values/port';
import { isFault } from '../model/values/reading';
import type { Reading } from '../model/values/reading';
import { isAtLeast } from '../profile';
import type { OptionNode, Word } from '../syntax/tree';
import type { LineContext, LineFinding, ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

export const badPort: ValueCheck = {
  asks: 'value',
  code: 'bad-port',
  tier: 'parser',
  severity: 'error',
  title: 'Bad port',
  explanation:
    'A port is a number up to 65535 or the name of a service, in small letters as /etc/services has it. A range has a colon (`1024:2048`); a list has commas and needs `-m multiport`.',
  source: 'libxtables/xtables.c, xtables_parse_port; extensions/libxt_multiport.c',
  example: { bad: '-A INPUT -p tcp --dport 80,443', good: '-A INPUT -p tcp -m multiport --dports 80,443' },
  kinds: ['port-range', 'port-list', 'service-range', 'service'],
  value(word, option, context) {
    const kind = option.fact?.value;
    if (kind === 'service-range' || kind === 'service') return services(word, option, context);
    const finding = valueFinding(read(word.value, option, context), word, option);
    return finding && withHint(finding, word.value, option);
  },
};

function read(text: string, option: OptionNode, context: LineContext) {
  const protocol = protocolOf(option, context);
  return option.fact?.value === 'port-list' ? readPortList(text, protocol) : readPortRange(text, protocol);
}

/** The first version that refuses a range the wrong way round where services of any protocol are looked up. */
const refusesNegativeRanges = '1.8.11';

/** iptables takes numbers too big here, and once took ranges the wrong way round; the kernel then sees other ports. */
function services(word: Word, option: OptionNode, { profile }: LineContext): LineFinding | undefined {
  const reading =
    option.fact?.value === 'service' ? readOneService(word.value) : readServiceRange(word.value);
  if (isFault(reading)) {
    const finding = valueFinding(reading, word, option);
    return finding && withHint(finding, word.value, option);
  }
  const { first, last } = reading.value;
  const { start, end } = word;
  if (first > last && isAtLeast(profile, refusesNegativeRanges)) {
    return { start, end, message: `Port range ${first}-${last} is negative.` };
  }
  const isTooBig = first > 65535 || last > 65535;
  if (!isTooBig && first <= last) return undefined;
  const message = isTooBig
    ? 'A port is at most 65535; iptables drops the upper bits of this one and loads the rule.'
    : 'The range ends before it begins; iptables loads the rule, and it never matches.';
  return { start, end, message, tier: 'logic', severity: 'warning' };
}

function readOneService(text: string): Reading<PortRange> {
  const port = readService(text);
  return isFault(port) ? port : { value: { first: port.value, last: port.value } };
}

/** Which protocol's services count: that of the match itself, or for a list that of `-p`. */
function protocolOf({ owner }: OptionNode, { rule }: LineContext): string | undefined {
  if (owner?.name !== 'multiport') return owner?.name;
  const named = rule.protocol;
  const number = named?.values[0] && protocolNumber(named.values[0].value);
  return number === undefined ? undefined : nameOfProtocol(number);
}

function withHint(finding: LineFinding, text: string, { fact }: OptionNode): LineFinding {
  if (fact?.value === 'port-list') return finding;
  if (text.includes(',')) return { ...finding, message: `${finding.message} A list needs \`-m multiport\`.` };
  if (!/^\d+-\d+$/.test(text)) return finding;
  const instead = text.replace('-', ':');
  const { start } = finding;
  return {
    ...finding,
    message: `${finding.message} A range has a colon.`,
    fixes: [{ title: `Change to ${instead}`, edits: [{ start, end: finding.end, text: instead }] }],
  };
}
