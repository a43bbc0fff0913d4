// `-j QUEUE` with iptables-nft: what one variant takes and the kernel side of the other does not.
import type { LineCheck } from './rule-check';
import { variantName } from './rule-check';

export const unsupportedExtension: LineCheck = {
  asks: 'line',
  code: 'unsupported-extension',
  tier: 'kernel',
  severity: 'error',
  title: 'Extension the variant does not support',
  explanation:
    'iptables reads the rule, but the kernel does not know the extension behind this variant: with iptables-nft there is no `QUEUE`, only `NFQUEUE`.',
  source: 'iptables/nft.c, add_verdict',
  example: { bad: '-A INPUT -j QUEUE', good: '-A INPUT -j NFQUEUE' },
  line(rule, { profile }, report): void {
    for (const { set, name, kind, word } of rule.extensions) {
      if (!set?.fact.refusedBy?.includes(profile.variant)) continue;
      const message = `${variantName(profile)} has no ${kind} ${name}; the kernel refuses the rule.`;
      report({ start: word.start, end: word.end, message });
    }
  },
};
