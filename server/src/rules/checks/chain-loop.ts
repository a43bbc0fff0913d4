// A chain that jumps back to a chain it was called from.
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
  *ruleset(context): Iterable<RulesetFinding> {
    for (const table of context.ruleset.tables) {
      if (![...table.chains.values()].some(({ hook, jumps }) => !hook && jumps.length > 0)) continue;
      for (const { at, to } of context.reachability(table).loops) {
        yield { ...at, message: `loop: the packet is in the chain ${to.name} already.` };
      }
    }
  },
};
