// A rule that packets come to from hooks which xt_FOO.c of the workspace does not register FOO for. misplaced-extension
// comes upon it.
import type { ExtensionFact, Hook } from '../facts/fact';
import type { NamedFault } from './rule-check';

export const ruleHook: NamedFault = {
  asks: 'nothing',
  code: 'rule-hook',
  tier: 'kernel',
  severity: 'error',
  title: 'Rule on a hook that its extension is not for',
  explanation: `The kernel half of an extension may say from which hooks its rules may be reached, in \`.hooks\` of its registration. For a
chain of your own every built-in chain counts from which jumps lead to it, and one wrong hook is enough: iptables says \`Invalid argument\`,
and the kernel log \`FOO target: used from hooks INPUT, but only usable from FORWARD/OUTPUT\`; behind iptables-nft it says so of built-in
chains alone. This is told of extensions whose \`xt_FOO.c\` is in the workspace, with the field that says so; IPv4 and IPv6 have
registrations of their own. For extensions of the kernel itself see misplaced-extension.

Move the rule, or the jump to its chain, or add the hook to \`.hooks\` if the handler can do its work there.`,
  source:
    'net/netfilter/x_tables.c, xt_check_match and xt_check_target; net/netfilter/nft_compat.c, nft_target_validate',
  example: {
    bad: '*filter\n-A INPUT -p tcp -j FOO\nCOMMIT',
    good: '*filter\n-A FORWARD -p tcp -j FOO\nCOMMIT',
  },
};

/** What the kernel logs of a rule that is reached from these hooks. */
export function logOfHooks({ kind, name, hooks = [] }: ExtensionFact, reached: readonly Hook[]): string {
  return `${name} ${kind}: used from hooks ${reached.join('/')}, but only usable from ${hooks.join('/')}`;
}
