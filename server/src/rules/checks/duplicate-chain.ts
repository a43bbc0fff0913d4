// `:web - [0:0]` twice.
import type { FaultCheck } from './rule-check';

export const duplicateChain: FaultCheck = {
  asks: 'fault',
  code: 'duplicate-chain',
  tier: 'parser',
  severity: 'error',
  title: 'Chain declared twice',
  explanation:
    'iptables-legacy refuses to create a chain that exists. iptables-nft takes a second `:name` line for the first, but refuses `-N` and `-E` with a name that is taken, when it loads the rules.',
  source: 'libiptc/libiptc.c, iptc_create_chain; iptables/nft.c, nft_chain_user_add',
  example: { bad: ':web - [0:0]\n:web - [0:0]', good: ':web - [0:0]' },
  faults: ['duplicate-chain'],
  fault(fault, { profile }) {
    const { subject, detail } = fault;
    const message = `Chain '${subject}' already exists.`;
    if (profile.variant === 'legacy') return { ...fault, message };
    if (detail !== undefined) return { ...fault, message, tier: 'kernel' };
    return {
      ...fault,
      message: `${message} iptables-legacy would refuse the second line.`,
      tier: 'logic',
      severity: 'warning',
    };
  },
};
