// Only the packet that opens a connection carries a segment size, and the kernel wants to see in the rule's tcp matches
// that it gets no other; iptables-nft does not show it these matches (net/netfilter/xt_TCPMSS.c, tcpmss_tg4_check and
// find_syn_match).
import { isPlaceholder } from '../../syntax/placeholder';
import type { ExtensionNode, OptionNode } from '../../syntax/tree';
import type { Constraint } from './constraint';
import { findOption } from './options';

export const tcpmss: Constraint = {
  kind: 'target',
  name: 'TCPMSS',
  check(extension, { profile, rule }, report) {
    if (profile.variant !== 'legacy' || rule.extensions.some(selectsSyn)) return;
    const { start, end } = extension.word;
    const message =
      'the kernel refuses the target TCPMSS unless the rule selects packets that open a connection: `-p tcp --tcp-flags SYN,RST SYN`.';
    report({ start, end, tier: 'kernel', message });
  },
};

function selectsSyn(extension: ExtensionNode): boolean {
  if (extension.kind !== 'match' || extension.name !== 'tcp') return false;
  const isWanted = (option: OptionNode | undefined) => option !== undefined && !option.negation;
  const flags = findOption(extension, 'tcp-flags');
  return (
    isWanted(findOption(extension, 'syn')) || (isWanted(flags) && asksForSyn(flags?.values[1]?.value ?? ''))
  );
}

function asksForSyn(flags: string): boolean {
  return isPlaceholder(flags) || flags.split(',').some((flag) => /^(?:syn|all)$/i.test(flag));
}
