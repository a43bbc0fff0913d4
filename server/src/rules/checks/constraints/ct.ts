// A helper and a timeout policy are made for one protocol, so the kernel asks the rule for it; nobody asks of a packet
// that is not tracked (net/netfilter/xt_CT.c, xt_ct_tg_check and xt_ct_find_proto).
import { conntrackHelpers, helpersOfIpv4 } from '../../facts/conntrack-helpers';
import { protocolNumber } from '../../facts/protocols';
import type { LineContext } from '../rule-check';
import type { Constraint } from './constraint';
import { findOption, hasOption, knownValue, namedProtocol, spanOf } from './options';

export const ct: Constraint = {
  kind: 'target',
  name: 'CT',
  check(extension, context, report) {
    if (hasOption(extension, 'notrack')) return;
    for (const name of ['helper', 'timeout'] as const) {
      const option = findOption(extension, name);
      const value = knownValue(option);
      // An empty name is none.
      const refusal = value ? refusalOf(name, value, context) : undefined;
      if (option && refusal !== undefined) {
        report({ ...spanOf(option), tier: 'kernel', message: `the kernel refuses \`--${name}' ${refusal}.` });
      }
    }
  },
};

function refusalOf(
  name: 'helper' | 'timeout',
  value: string,
  { rule, grammar, profile }: LineContext,
): string | undefined {
  const protocol = namedProtocol(rule);
  if (protocol === 0 || rule.protocol?.negation) {
    return "unless the rule has a protocol: `-p tcp', and not inverted";
  }
  // Programs may have made others, unless nothing else is there.
  if (!grammar.catalog.bare || protocol === 'unknown') return undefined;
  if (name === 'timeout') return `because no policy \`${value}' is there`;
  const isHelper = conntrackHelpers.get(value)?.some((known) => protocolNumber(known) === protocol);
  return isHelper && !(profile.family === 'ipv6' && helpersOfIpv4.has(value))
    ? undefined
    : `because no helper \`${value}' of this protocol is there`;
}
