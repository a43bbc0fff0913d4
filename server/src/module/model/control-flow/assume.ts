// Condition + whether it holds → what is then known. The counterpart of evaluating it (evaluate.ts), which
// has been done before.
import type { CallExpression, Expression } from '../expression';
import { learn } from './facts';
import type { Facts } from './facts';
import { applySign, comparisons, constant, nonzero, signs, unknownValue, zero } from './values';
import type { Value } from './values';

/** Macros that give the value of their first argument. */
export const transparentCalls =
  /^(?:likely|unlikely|WARN(?:_ON)?(?:_ONCE)?|READ_ONCE|ACCESS_ONCE|__builtin_expect|rcu_dereference\w*)$/;

/** What a name stands for on a path. */
export type NameValue = (name: string, facts: Facts) => Value;

/** Adds what follows from a condition; undefined when it cannot be so. */
export function assume(
  condition: Expression,
  truth: boolean,
  facts: Facts,
  nameValue: NameValue,
): Facts | undefined {
  const { kind } = condition;
  if (kind === 'unary' && condition.operator === '!') {
    return assume(condition.operand, !truth, facts, nameValue);
  }
  if (kind === 'comma') return assume(condition.right, truth, facts, nameValue);
  if (kind === 'call') return assumeCall(condition, truth, facts, nameValue);
  if (kind === 'binary') return assumeBinary(condition, truth, facts, nameValue);
  if (kind === 'number') return facts;
  if (kind !== 'assignment') return learn(facts, condition, valueOfTruth(truth));
  return condition.operator === '=' ? assume(condition.left, truth, facts, nameValue) : facts;
}

function valueOfTruth(truth: boolean): Value {
  return truth ? nonzero : zero;
}

function assumeCall(call: CallExpression, truth: boolean, facts: Facts, nameValue: NameValue) {
  const [first] = call.operands;
  if (first && transparentCalls.test(call.callee)) return assume(first, truth, facts, nameValue);
  const known = learn(facts, call, valueOfTruth(truth));
  const excludesNull = call.callee === (truth ? 'IS_ERR' : 'IS_ERR_OR_NULL');
  return first && known && excludesNull ? learn(known, first, nonzero) : known;
}

type Binary = Extract<Expression, { kind: 'binary' }>;

function assumeBinary(condition: Binary, truth: boolean, facts: Facts, nameValue: NameValue) {
  const { operator } = condition;
  // What follows from the parts of these was added where each part was decided.
  if (operator === '&&' || operator === '||') return facts;
  const known = learn(facts, condition, valueOfTruth(truth));
  const opposite = operator === '==' ? '!=' : operator === '!=' ? '==' : undefined;
  const both =
    known && opposite ? learn(known, { ...condition, operator: opposite }, valueOfTruth(!truth)) : known;
  return both && assumeComparison(condition, truth, both, nameValue);
}

function assumeComparison(
  { operator, left, right }: Binary,
  truth: boolean,
  facts: Facts,
  nameValue: NameValue,
): Facts | undefined {
  const comparison = comparisons[operator];
  if (!comparison) return facts;
  const { constant: limit, symbol } = plainValue(right, facts, nameValue);
  if (symbol !== undefined && operator === (truth ? '==' : '!=')) {
    return learn(facts, left, { signs: signs.any, symbol });
  }
  if (limit !== undefined) return learnComparison(left, comparison.is, limit, truth, facts);
  const mirroredLimit = plainValue(left, facts, nameValue).constant;
  if (mirroredLimit === undefined) return facts;
  return learnComparison(right, comparison.mirrored, mirroredLimit, truth, facts);
}

function learnComparison(side: Expression, holding: number, limit: number, truth: boolean, facts: Facts) {
  const subject = side.kind === 'assignment' ? side.left : side;
  const allowed = truth ? holding : signs.any & ~holding;
  if (limit === 0) return learn(facts, subject, { signs: allowed });
  return allowed === signs.zero ? learn(facts, subject, constant(limit)) : facts;
}

/** The value of an expression that does nothing. */
function plainValue(expression: Expression, facts: Facts, nameValue: NameValue): Value {
  if (expression.kind === 'number') return constant(expression.value);
  if (expression.kind === 'name') return nameValue(expression.name, facts);
  if (expression.kind !== 'unary') return unknownValue;
  return applySign(expression.operator, plainValue(expression.operand, facts, nameValue));
}
