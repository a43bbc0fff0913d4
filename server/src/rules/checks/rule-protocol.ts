// A rule without the `-p` that xt_FOO.c of the workspace registers FOO for. missing-protocol comes upon it.
import type { ExtensionFact } from '../facts/fact';
import { protocolNumber } from '../facts/protocols';
import type { NamedFault } from './rule-check';

export const ruleProtocol: NamedFault = {
  asks: 'nothing',
  code: 'rule-protocol',
  tier: 'kernel',
  severity: 'error',
  title: 'Rule without the protocol of its extension',
  explanation: `The kernel half of an extension may say for which protocol it is, in \`.proto\` of its registration. A rule must then name that
protocol with \`-p\`, and not inverted: else iptables says \`Invalid argument\`, and the kernel log \`FOO target: only valid for protocol 6\`.
This is told of extensions whose \`xt_FOO.c\` is in the workspace, with the field that says so; IPv4 and IPv6 have registrations of their
own. For extensions of the kernel itself see missing-protocol.

Add \`-p\`, or leave \`.proto\` out and have the handler look at the protocol.`,
  source: 'net/netfilter/x_tables.c, xt_check_match and xt_check_target',
  example: {
    bad: '*filter\n-A FORWARD -j FOO\nCOMMIT',
    good: '*filter\n-A FORWARD -p tcp -j FOO\nCOMMIT',
  },
};

/** What the kernel logs, if the extension is for one protocol alone. */
export function logOfProtocol({ kind, name, protocols }: ExtensionFact): string | undefined {
  const [only, ...others] = protocols ?? [];
  if (only === undefined || others.length > 0) return undefined;
  return `${name} ${kind}: only valid for protocol ${protocolNumber(only) ?? only}`;
}
