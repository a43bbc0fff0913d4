// MASQUERADE in PREROUTING: a match or target that the kernel does not take in this table or on this hook.
import type { Hook } from '../facts/fact';
import type { ChainModel, TableModel } from '../model/ruleset';
import type { PlacedExtension } from '../model/rule';
import type { RulesetCheck, RulesetContext, RulesetFinding } from './rule-check';

export const misplacedExtension: RulesetCheck = {
  asks: 'ruleset',
  code: 'misplaced-extension',
  tier: 'kernel',
  severity: 'error',
  title: 'Match or target where the kernel does not take it',
  explanation:
    'Some extensions only work in certain tables, or on certain hooks. The kernel follows the jumps: in a chain of your own, what counts is from which built-in chains it is reached. It says no more than `Invalid argument`.',
  source: 'net/netfilter/x_tables.c, xt_check_match and xt_check_target',
  example: {
    bad: '*nat\n-A PREROUTING -j MASQUERADE\nCOMMIT',
    good: '*nat\n-A POSTROUTING -j MASQUERADE\nCOMMIT',
  },
  *ruleset(context): Iterable<RulesetFinding> {
    for (const table of context.ruleset.tables) {
      if (!table.fact) continue;
      for (const chain of table.chains.values()) yield* inChain(context, table, chain);
    }
  },
};

function* inChain(context: RulesetContext, table: TableModel, chain: ChainModel): Iterable<RulesetFinding> {
  for (const line of chain.placed) {
    const rule = context.lines[line]?.rule;
    if (!rule || rule.isBroken) continue;
    for (const placed of rule.placed) {
      const message = misplacement(placed, table, () => context.reachability(table).hooks.get(chain), chain);
      if (message !== undefined) {
        yield { line, start: placed.span.start, end: placed.span.end, message };
      }
    }
  }
}

function misplacement(
  { fact }: PlacedExtension,
  table: TableModel,
  reached: () => ReadonlySet<Hook> | undefined,
  chain: ChainModel,
): string | undefined {
  const what = `the ${fact.kind} ${fact.name}`;
  if (fact.tables && !fact.tables.some((name) => name === table.name)) {
    return `the kernel refuses ${what} in the table ${table.name}; it works in ${fact.tables.join(', ')}.`;
  }
  const { hooks } = fact;
  if (!hooks) return undefined;
  const wrong = [...(reached() ?? [])].filter((hook) => !hooks.includes(hook));
  if (wrong.length === 0) return undefined;
  const where = chain.hook ? `in ${wrong.join(', ')}` : `here, where packets come from ${wrong.join(', ')}`;
  return `the kernel refuses ${what} ${where}; it works in ${hooks.join(', ')}.`;
}
