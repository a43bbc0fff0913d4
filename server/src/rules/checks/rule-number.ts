// `-I INPUT 7` in a chain of three rules.
import type { Fault } from '../model/fault';
import { tableAt } from '../model/ruleset';
import { isAtLeast } from '../profile';
import type { FaultCheck } from './rule-check';

export const ruleNumber: FaultCheck = {
  asks: 'fault',
  code: 'rule-number',
  tier: 'parser',
  severity: 'error',
  title: 'Rule that is not there',
  explanation:
    'iptables-restore begins with empty chains, so a rule number counts the rules of the file so far. iptables-legacy finds a number too big as it reads, iptables-nft when it loads the rules.',
  source: 'libiptc/libiptc.c, iptc_insert_entry; iptables/nft.c, nft_rule_find',
  example: { bad: '*filter\n-I INPUT 2 -j ACCEPT\nCOMMIT', good: '*filter\n-I INPUT 1 -j ACCEPT\nCOMMIT' },
  faults: ['rule-number'],
  fault(fault, { profile, ruleset }) {
    const message = messageOf(fault);
    if (profile.variant === 'legacy') return { ...fault, message };
    const isFlushed = fault.detail === 'not loaded' && isAtLeast(profile, letsGoOfFlushed);
    if (isFlushed && tableAt(ruleset, fault.line)?.removed.unseen.has(fault.line)) return undefined;
    return { ...fault, message, tier: 'kernel' };
  },
};

/** The first version of iptables-nft that does nothing to a rule which it flushes before it is loaded. */
const letsGoOfFlushed = '1.8.11';

function messageOf({ subject, detail }: Fault): string {
  switch (detail) {
    case 'not loaded':
      return `iptables-nft cannot ${subject === 'Z' ? 'zero' : 'replace'} a rule of the same file.`;
    case 'removed twice':
      return 'Bad rule: iptables-nft has emptied the chain of rules that stand before its second declaration.';
    case 'empty':
      return `Bad rule: the chain ${subject} is empty here, so it has none that reads the same.`;
    case 'no such rule':
      return `Bad rule: the chain ${subject} has none here that reads the same.`;
    case undefined:
    default:
      return `Rule ${subject} is beyond the rules that the chain ${detail ?? ''} has here.`;
  }
}
