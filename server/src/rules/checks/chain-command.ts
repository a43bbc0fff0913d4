// `-X INPUT`, `-E INPUT other`, `-X full`, or an option behind a jump to a chain.
import type { FaultCheck } from './rule-check';

export const chainCommand: FaultCheck = {
  asks: 'fault',
  code: 'chain-command',
  tier: 'parser',
  severity: 'error',
  title: 'Command that cannot be done to this chain',
  explanation:
    'Built-in chains can neither be deleted nor renamed, and a chain that still has rules cannot be deleted. A jump to a chain takes no options.',
  source: 'libiptc/libiptc.c, iptc_delete_chain and iptc_rename_chain',
  example: { bad: '-X INPUT', good: '-F INPUT' },
  faults: ['chain-command'],
  fault(fault, { profile }) {
    const { subject, detail } = fault;
    if (detail === 'option') {
      return {
        ...fault,
        message: `unknown option: \`${subject}' is a chain, and a jump to a chain takes none.`,
      };
    }
    const message =
      detail === 'in use'
        ? `Rules still jump to the chain ${subject}, so it cannot be deleted.`
        : detail === 'not empty'
          ? `The chain ${subject} still has rules and cannot be deleted.`
          : `The built-in chain ${subject} can neither be deleted nor renamed.`;
    return { ...fault, message, ...(profile.variant === 'nft' && { tier: 'kernel' as const }) };
  },
};
