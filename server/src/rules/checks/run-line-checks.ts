// One rule line → what the checks of single lines find in it.
import type { ValueKind } from '../facts/fact';
import type { Grammar } from '../syntax/grammar';
import type { SyntaxProblem, SyntaxProblemCode } from '../syntax/problem';
import { noShadowedTargets } from '../syntax/parser';
import type { ShadowedTargets } from '../syntax/parser';
import type { OptionNode, RuleLine } from '../syntax/tree';
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

/**
 * Of a line that iptables stops reading somewhere, with success, only what it has complained of before counts: it
 * never comes to what it looks at in the end, nor to the kernel.
 */
export function runLineChecks(
  rule: RuleLine,
  text: string,
  grammar: Grammar,
  shadowed: ShadowedTargets = noShadowedTargets,
): readonly FoundInLine[] {
  const context: LineContext = { text, rule, grammar, profile: grammar.profile, shadowed };
  const found: FoundInLine[] = [];
  const isWhole = rule.stop === undefined;
  for (const problem of rule.problems) {
    if (!isWhole && isFoundInTheEnd(problem)) continue;
    for (const check of byProblem.get(problem.code) ?? []) {
      const finding = check.problem(problem, context);
      if (!finding) continue;
      found.push({ check, finding });
      break;
    }
  }
  checkValues(context, found);
  for (const check of lineChecks) {
    if (isWhole || check.isImmediate) check.line(rule, context, (finding) => found.push({ check, finding }));
  }
  if (found.length === 0) return nothing;
  return isWhole ? found : found.filter(({ check, finding }) => (finding.tier ?? check.tier) !== 'kernel');
}

/** The check that judges values of a kind. */
export function checkOfValue(kind: ValueKind): ValueCheck | undefined {
  return byValue.get(kind);
}

function checkValues(context: LineContext, found: FoundInLine[]): void {
  const isWhole = context.rule.stop === undefined;
  for (const option of context.rule.options) {
    const check = option.fact && checkOfValue(option.fact.value);
    if (!check || !(isWhole || isReadAtOnce(option))) continue;
    for (const word of option.values) {
      // A `!` that left the value behind it astray is reported there.
      if (word.value === '!' && context.rule.problems.some(({ code }) => code === 'stray-argument')) continue;
      const finding = check.value(word, option, context);
      if (finding) found.push({ check, finding });
    }
  }
}

/** The addresses of `-s` and `-d` are looked up when the line is over. */
function isReadAtOnce({ owner, fact }: OptionNode): boolean {
  return owner !== undefined || (fact.letter !== 's' && fact.letter !== 'd');
}

/** Of values read wrongly, since they are attached, a protocol is looked up at once, and the name of an interface measured. */
function isFoundInTheEnd({ code, detail = '' }: SyntaxProblem): boolean {
  return code === 'attached-value' && !/^[pio]$/.test(detail);
}
