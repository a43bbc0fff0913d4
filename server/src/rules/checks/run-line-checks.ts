// One rule line → what the checks of single lines find in it.
import type { ValueKind } from '../facts/fact';
import type { Grammar } from '../syntax/grammar';
import type { SyntaxProblemCode } from '../syntax/problem';
import type { RuleLine } from '../syntax/tree';
import { ruleChecks } from './registry';
import type { LineCheck, LineContext, LineFinding, ProblemCheck, RuleCheck, ValueCheck } from './rule-check';

/** A finding and the check that made it. */
export interface FoundInLine {
  readonly check: RuleCheck;
  readonly finding: LineFinding;
}

const byProblem = new Map<SyntaxProblemCode, ProblemCheck[]>();
const byValue = new Map<ValueKind, ValueCheck>();
const lineChecks: LineCheck[] = [];

for (const check of ruleChecks) {
  if (check.asks === 'line') lineChecks.push(check);
  if (check.asks === 'value') for (const kind of check.kinds) byValue.set(kind, check);
  if (check.asks !== 'problem') continue;
  for (const code of check.problems) byProblem.set(code, [...(byProblem.get(code) ?? []), check]);
}

const nothing: readonly FoundInLine[] = [];

export function runLineChecks(rule: RuleLine, text: string, grammar: Grammar): readonly FoundInLine[] {
  if (rule.stop === 'exit') return nothing;
  const context: LineContext = { text, rule, grammar, profile: grammar.profile };
  const found: FoundInLine[] = [];
  for (const problem of rule.problems) {
    for (const check of byProblem.get(problem.code) ?? []) {
      const finding = check.problem(problem, context);
      if (!finding) continue;
      found.push({ check, finding });
      break;
    }
  }
  if (rule.stop === undefined) checkValues(context, found);
  for (const check of lineChecks) {
    check.line(rule, context, (finding) => found.push({ check, finding }));
  }
  return found.length > 0 ? found : nothing;
}

/** The check that judges values of a kind. */
export function checkOfValue(kind: ValueKind): ValueCheck | undefined {
  return byValue.get(kind);
}

function checkValues(context: LineContext, found: FoundInLine[]): void {
  for (const option of context.rule.options) {
    const check = option.fact && checkOfValue(option.fact.value);
    if (!check) continue;
    for (const word of option.values) {
      // A `!` that left the value behind it astray is reported there.
      if (word.value === '!' && context.rule.problems.some(({ code }) => code === 'stray-argument')) continue;
      const finding = check.value(word, option, context);
      if (finding) found.push({ check, finding });
    }
  }
}
