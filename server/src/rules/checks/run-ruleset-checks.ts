// The model of a file → what the checks of faults and of whole files find in it.
import type { FaultCode } from '../model/fault';
import type { Lines } from '../model/lines';
import type { Ruleset } from '../model/ruleset';
import type { Grammar } from '../syntax/grammar';
import { ruleChecks } from './registry';
import type { FaultCheck, RuleCheck, RulesetCheck, RulesetContext, RulesetFinding } from './rule-check';

export interface FoundInRuleset {
  readonly check: RuleCheck;
  readonly finding: RulesetFinding;
}

const byFault = new Map<FaultCode, FaultCheck>();
const rulesetChecks: RulesetCheck[] = [];

for (const check of ruleChecks) {
  if (check.asks === 'ruleset') rulesetChecks.push(check);
  if (check.asks === 'fault') for (const code of check.faults) byFault.set(code, check);
}

export function runRulesetChecks(ruleset: Ruleset, lines: Lines, grammar: Grammar): FoundInRuleset[] {
  const context = rulesetContext(ruleset, lines, grammar);
  const found: FoundInRuleset[] = [];
  for (const fault of ruleset.faults) {
    const check = byFault.get(fault.code);
    const finding = check?.fault(fault, context);
    if (check && finding) found.push({ check, finding });
  }
  for (const check of rulesetChecks) {
    for (const finding of check.ruleset(context)) found.push({ check, finding });
  }
  return found;
}

function rulesetContext(ruleset: Ruleset, lines: Lines, grammar: Grammar): RulesetContext {
  const { nodeOf } = ruleset.chains;
  return { ruleset, lines, grammar, profile: grammar.profile, nodeOf };
}
