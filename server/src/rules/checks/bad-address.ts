// `-s 10.0.0.0/33`: an address that is none of the file's family.
import type { Family, ValueKind } from '../facts/fact';
import { readAddressRange, readHost, readHostMask, readNetworkList } from '../model/values/address';
import { parseIpv4 } from '../model/values/ipv4';
import { parseIpv6 } from '../model/values/ipv6';
import type { Reading } from '../model/values/reading';
import type { LineFinding, ValueCheck } from './rule-check';
import { valueFinding } from './value-finding';

export const badAddress: ValueCheck = {
  asks: 'value',
  code: 'bad-address',
  tier: 'parser',
  severity: 'error',
  title: 'Bad address',
  explanation:
    'An address is of the family the file is for, with `/` and a prefix length or a mask if it is a network. A range of addresses needs `-m iprange`. A host name is looked up when the rules are loaded, and is not judged here unless no resolver could know it.',
  source: 'libxtables/xtables.c, xtables_ipparse_multiple and xtables_ip6parse_multiple',
  example: { bad: '-A INPUT -s 10.0.0.0/33', good: '-A INPUT -s 10.0.0.0/8' },
  kinds: ['address', 'address-mask', 'address-list', 'address-range'],
  value(word, option, { profile }) {
    const reading = read(word.value, option.fact?.value ?? 'unknown', profile.family);
    const finding = valueFinding(reading, word, option);
    return finding && withHint(finding, word.value, profile.family);
  },
};

function read(text: string, kind: ValueKind, family: Family): Reading<unknown> {
  if (kind === 'address-list') return readNetworkList(text, family);
  if (kind === 'address-range') return readAddressRange(text, family);
  return kind === 'address' ? readHost(text, family) : readHostMask(text, family);
}

function withHint(finding: LineFinding, text: string, family: Family): LineFinding {
  const bare = text.replace(/\/.*$/, '');
  const other = family === 'ipv4' ? parseIpv6(bare) : parseIpv4(bare);
  if (other !== undefined) {
    const [here, there] = family === 'ipv4' ? ['IPv4', 'IPv6'] : ['IPv6', 'IPv4'];
    return {
      ...finding,
      message: `${finding.message} It is an address of ${there}, the file is read for ${here}.`,
    };
  }
  if (/^[\d.:a-f]+-[\d.:a-f]+$/i.test(text) && !finding.message.includes('iprange')) {
    return { ...finding, message: `${finding.message} A range needs \`-m iprange\`.` };
  }
  return finding;
}
