// `-X INPUT`, `-E INPUT other`, `-X full`, or an option behind a jump to a chain.
import type { Fault } from '../model/fault';
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
    return {
      ...fault,
      message: messageOf(fault),
      ...(profile.variant === 'nft' && { tier: 'kernel' as const }),
    };
  },
};

function messageOf({ subject, detail }: Fault): string {
  switch (detail) {
    case 'in use':
      return `Rules still jump to the chain ${subject}, so it cannot be deleted.`;
    case 'not empty':
      return `The chain ${subject} still has rules and cannot be deleted.`;
    case 'listed':
      return `iptables-nft has listed chains of the table ${subject} that are not there yet, and cannot change them now. Declare them first: \`:INPUT ACCEPT\`.`;
    case 'rename not loaded':
      return `iptables-nft cannot rename the chain ${subject}, which the same file creates.`;
    case undefined:
    default:
      return `The built-in chain ${subject} can neither be deleted nor renamed.`;
  }
}
