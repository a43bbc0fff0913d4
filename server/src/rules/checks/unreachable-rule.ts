// Rules after `-A INPUT -j DROP`.
import { Cell } from '../model/chain-rows';
import type { ChainModel } from '../model/ruleset';
import type { RulesetCheck, RulesetContext, RulesetFinding } from './rule-check';

export const unreachableRule: RulesetCheck = {
  asks: 'ruleset',
  code: 'unreachable-rule',
  tier: 'logic',
  severity: 'warning',
  title: 'Rule after an unconditional verdict',
  explanation:
    'A rule without a condition decides on every packet that comes to it, so no packet comes to the rules behind it.',
  example: {
    bad: '-A INPUT -j DROP\n-A INPUT -p tcp --dport 22 -j ACCEPT',
    good: '-A INPUT -p tcp --dport 22 -j ACCEPT\n-A INPUT -j DROP',
  },
  consumers: ['restore', 'noflush', 'ufw'],
  *ruleset(context): Iterable<RulesetFinding> {
    const { rows } = context.ruleset.chains;
    const goesOn = (chain: number) => {
      const verdict = rows.get(chain, Cell.verdictOn);
      return verdict !== 0 && rows.get(chain, Cell.lastAppended) > verdict;
    };
    for (const table of context.ruleset.tables) {
      for (const chain of table.chains.where(goesOn)) yield* inChain(context, chain);
    }
  },
};

function* inChain({ lines }: RulesetContext, { rules, verdict }: ChainModel): Iterable<RulesetFinding> {
  if (verdict === undefined) return;
  const end = lines.textAt(verdict).length;
  const related = [{ line: verdict, start: 0, end, message: 'This rule decides on every packet.' }];
  const message = `No packet gets here: the rule on line ${verdict + 1} decides on all of them.`;
  for (const line of rules) {
    // Only rules added at the end are surely behind what stands above them.
    if (line <= verdict || lines.ruleAt(line)?.command?.letter !== 'A') continue;
    yield { line, start: 0, end: lines.textAt(line).length, message, unnecessary: true, related };
  }
}
