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
    'Built-in chains can neither be deleted nor renamed, and a chain that still has rules cannot be deleted; iptables-nft does delete an empty built-in chain. A jump to a chain takes no options. Before the rules of the file are loaded, iptables-legacy cannot print jumps among chains, and iptables-nft cannot change built-in chains that it has only shown.',
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
    if (detail === 'delete made') {
      const message = `iptables-nft deletes the built-in chain ${subject}, which iptables-legacy refuses to do.`;
      return { ...fault, message, tier: 'logic', severity: 'warning' };
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
    case 'absent':
      return `iptables-nft has no built-in chain ${subject} to delete yet: nothing before has made it.`;
    case 'print jump':
      return `iptables-legacy cannot print the jump on line ${subject} before the rules are loaded.`;
    case 'rename not loaded':
      return `iptables-nft cannot rename the chain ${subject}, which the same file creates.`;
    case undefined:
    default:
      return `The built-in chain ${subject} can neither be deleted nor renamed.`;
  }
}
