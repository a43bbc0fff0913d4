// `-p tcp --dport 22 -m multiport --dports 80,443`: conditions of which no packet can meet all.
import { emptyDimension } from '../model/match-set';
import type { Dimension } from '../model/match-set';
import { dimensionOf, resolveMatch } from '../model/resolve-match';
import type { RuleLine } from '../syntax/tree';
import type { RulesetCheck, RulesetContext, RulesetFinding } from './rule-check';

export const neverMatches: RulesetCheck = {
  asks: 'ruleset',
  code: 'never-matches',
  tier: 'logic',
  severity: 'warning',
  title: 'Rule that no packet can match',
  explanation:
    'All conditions of a rule must hold at once. Where two of them are about the same thing and have no value in common, the rule is loaded and never does anything. For either of two values there are lists, ranges and sets, or two rules.',
  example: {
    bad: '-A INPUT -p tcp --dport 22 -m multiport --dports 80,443 -j ACCEPT',
    good: '-A INPUT -p tcp -m multiport --dports 22,80,443 -j ACCEPT',
  },
  *ruleset(context): Iterable<RulesetFinding> {
    for (const line of context.ruleset.contradictable) {
      const node = context.nodeOf(line);
      const finding = node?.kind === 'rule' ? contradiction(node, line, context) : undefined;
      if (finding) yield finding;
    }
  },
};

function contradiction(
  rule: RuleLine,
  line: number,
  { profile }: RulesetContext,
): RulesetFinding | undefined {
  const dimension = emptyDimension(resolveMatch(rule, profile));
  if (!dimension) return undefined;
  const conditions = rule.options.filter((option) => dimensionOf(option) === dimension);
  const last = conditions.at(-1);
  if (!last) return undefined;
  const { start } = last.negation ?? last.word;
  const end = last.values[0]?.end ?? last.word.end;
  const what =
    conditions.length > 1 ? `meets all conditions on ${names[dimension]}` : `has ${names[dimension]} left`;
  return { line, start, end, message: `The rule never matches: no packet ${what}.` };
}

const names: Readonly<Record<Dimension, string>> = {
  protocol: 'the protocol',
  source: 'the source address',
  destination: 'the destination address',
  sourcePort: 'the source port',
  destinationPort: 'the destination port',
  state: 'the state of its connection',
  icmpType: 'the type of ICMP',
  input: 'the incoming interface',
  output: 'the outgoing interface',
  mark: 'the mark',
};
