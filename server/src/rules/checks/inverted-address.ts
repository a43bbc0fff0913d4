// `! -s 192.0.2.1,192.0.2.2`, `! -s 0/0`: addresses that cannot be inverted.
import type { Family } from '../facts/fact';
import { readNetwork } from '../model/values/address';
import { isFault } from '../model/values/reading';
import { isAtLeast } from '../profile';
import type { OptionNode } from '../syntax/tree';
import type { LineCheck, Report } from './rule-check';

export const invertedAddress: LineCheck = {
  asks: 'line',
  code: 'inverted-address',
  tier: 'parser',
  severity: 'error',
  title: 'Addresses that cannot be inverted or listed',
  explanation:
    'A list makes a rule of each of its addresses, so inverting it would match everything; and a rule that replaces another can be but one. A set (`-m set ! --match-set`) can be inverted. With iptables-nft, inverting a network of all addresses is refused by the kernel.',
  source: 'iptables/xshared.c, ipv4_post_parse and do_parse',
  example: { bad: '-A INPUT ! -s 192.0.2.1,192.0.2.2', good: '-A INPUT ! -s 192.0.2.0/30' },
  line(rule, { profile }, report): void {
    const addresses = rule.options.filter(({ owner, fact }) => !owner && 'sd'.includes(fact.letter));
    if (addresses.length === 0) return;
    if (profile.variant === 'nft') invertedEverything(addresses, profile.family, report);
    const isList = addresses.some(({ values }) => values[0]?.value.includes(','));
    if (!isList) return;
    // From 1.8.11 on, nobody asks about a list in a replacement.
    const replaces =
      !isAtLeast(profile, '1.8.11') && rule.options.some(({ owner, fact }) => !owner && fact.letter === 'R');
    for (const { negation, word, values } of addresses) {
      const end = values[0]?.end ?? word.end;
      if (negation) {
        const message = '! not allowed with multiple source or destination IP addresses.';
        report({ start: negation.start, end, message });
      } else if (replaces && values[0]?.value.includes(',')) {
        report({ start: word.start, end, message: 'Replacement rule does not specify a unique address.' });
      }
    }
  },
};

function invertedEverything(addresses: readonly OptionNode[], family: Family, report: Report): void {
  for (const { negation, values } of addresses) {
    const [value] = values;
    if (!negation || !value?.value.includes('/')) continue;
    const network = readNetwork(value.value, family);
    if (isFault(network) || network.value.family === 'name' || Number(network.value.mask) !== 0) continue;
    const message = 'no address is left: the kernel refuses a network of all addresses that is inverted.';
    report({ start: negation.start, end: value.end, message, tier: 'kernel' });
  }
}
