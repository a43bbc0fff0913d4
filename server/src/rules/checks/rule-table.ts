// A rule in another table than the one that xt_FOO.c of the workspace registers FOO for. misplaced-extension comes upon it.
import type { ExtensionFact } from '../facts/fact';
import type { NamedFault } from './rule-check';

export const ruleTable: NamedFault = {
  asks: 'nothing',
  code: 'rule-table',
  tier: 'kernel',
  severity: 'error',
  title: 'Rule outside the table of its extension',
  explanation: `The kernel half of an extension may name the one table that takes it, in \`.table\` of its registration. A rule in any
other is refused when it is loaded: iptables says \`Invalid argument\`, and the kernel log \`FOO target: only valid in filter table, not
mangle\`. This is told of extensions whose \`xt_FOO.c\` is in the workspace, with the field that says so; IPv4 and IPv6 have registrations
of their own. For extensions of the kernel itself see misplaced-extension.

Move the rule, or register the extension for the table, or for all by leaving \`.table\` out.`,
  source: 'net/netfilter/x_tables.c, xt_check_match and xt_check_target',
  example: {
    bad: '*mangle\n-A FORWARD -p tcp -j FOO\nCOMMIT',
    good: '*filter\n-A FORWARD -p tcp -j FOO\nCOMMIT',
  },
};

/** What the kernel logs, if the extension has one table alone. */
export function logOfTable({ kind, name, tables }: ExtensionFact, table: string): string | undefined {
  const [only, ...others] = tables ?? [];
  if (only === undefined || others.length > 0) return undefined;
  return `${name} ${kind}: only valid in ${only} table, not ${table}`;
}
