// A chain that jumps back to a chain it was called from.
import { reachOf } from '../model/reach';
import type { RulesetCheck, RulesetFinding } from './rule-check';

export const chainLoop: RulesetCheck = {
  asks: 'ruleset',
  code: 'chain-loop',
  tier: 'kernel',
  severity: 'error',
  title: 'Loop of chains',
  explanation:
    'The kernel refuses a table in which a packet could go in circles. A loop that no packet reaches is loaded, and does nothing.',
  source: 'net/ipv4/netfilter/ip_tables.c, mark_source_chains',
  example: { bad: '-A INPUT -j a\n-A a -j b\n-A b -j a', good: '-A INPUT -j a\n-A a -j b\n-A b -j RETURN' },
  *ruleset({ ruleset }): Iterable<RulesetFinding> {
    for (const table of ruleset.tables) {
      for (const line of reachOf(table).loops) {
        const jump = ruleset.chains.jumpAt(line);
        if (!jump) continue;
        yield { ...jump.at, message: `loop: the packet is in the chain ${jump.to.name} already.` };
      }
    }
  },
};
