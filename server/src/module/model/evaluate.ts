// Expression → value, in the scope of a file. What cannot be known is undefined, never a guess.
import type { Expression, StringPiece } from './expression';
import { layoutOf, structLayout, fieldPlace, xtAlign } from './layout';
import type { Machine } from './kernel-types';
import { knownConstants } from './known-constants';
import type { Scope } from './scope';

/** Macros that stand for themselves end here. */
const deepest = 40;

/** The value of an integer constant expression. */
export function evaluate(
  expression: Expression,
  scope: Scope,
  machine: Machine = 'lp64',
  depth = 0,
): number | undefined {
  if (depth > deepest) return undefined;
  const inner = (operand: Expression) => evaluate(operand, scope, machine, depth + 1);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return valueOfName(expression.name, scope, machine, depth + 1);
    case 'sizeof':
      return layoutOf(expression.type, scope, machine, depth + 1)?.size;
    case 'sizeof-value':
      return sizeOfOperand(expression.operand, scope, machine, depth + 1);
    case 'offsetof': {
      const struct = scope.struct(expression.type.name);
      return struct && fieldPlace(struct, expression.field, scope, machine)?.offset;
    }
    case 'unary':
      return applyUnary(expression.operator, inner(expression.operand));
    case 'binary':
      return applyBinary(expression.operator, inner(expression.left), inner(expression.right));
    case 'call':
      return evaluateCall(expression.callee, expression.operands.map(inner), machine);
    case 'address':
    case 'string':
    case 'initializer':
    case 'unknown':
      return undefined;
  }
}

/** The text of a string constant; undefined when a piece of it is a macro that nobody here defines. */
export function evaluateString(expression: Expression, scope: Scope, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  if (expression.kind === 'name') {
    const value = scope.macro(expression.name)?.expression;
    return value && evaluateString(value, scope, depth + 1);
  }
  if (expression.kind !== 'string') return undefined;
  const pieces = expression.pieces.map((piece) => evaluatePiece(piece, scope, depth + 1));
  return pieces.some((piece) => piece === undefined) ? undefined : pieces.join('');
}

function evaluatePiece(piece: StringPiece, scope: Scope, depth: number): string | undefined {
  if (piece.kind === 'text') return piece.text;
  const value = scope.macro(piece.name)?.expression;
  return value && evaluateString(value, scope, depth);
}

function valueOfName(name: string, scope: Scope, machine: Machine, depth: number): number | undefined {
  if (depth > deepest) return undefined;
  if (scope.definesMacro(name)) {
    const macro = scope.macro(name);
    const value = macro?.parameters ? undefined : macro?.expression;
    return value && evaluate(value, scope, machine, depth);
  }
  const constant = scope.constant(name);
  if (!constant) return knownConstants.get(name);
  if (constant.value) return evaluate(constant.value, scope, machine, depth);
  return constant.previous === undefined ? 0 : next(countFrom(constant.previous, scope, machine));
}

/** The value of an enumerator that others count on from; a loop, because a list may be thousands long. */
function countFrom(first: string, scope: Scope, machine: Machine): number | undefined {
  let steps = 0;
  for (let name: string | undefined = first; name !== undefined; steps++) {
    const constant = scope.constant(name);
    if (!constant) return undefined;
    if (constant.value) {
      const value = evaluate(constant.value, scope, machine, deepest - 5);
      return value === undefined ? undefined : value + steps;
    }
    name = constant.previous;
  }
  return steps - 1;
}

function next(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value + 1;
}

/** `sizeof(foo_t)` reads like `sizeof(variable)`: it counts only when a type of that name is known. */
function sizeOfOperand(operand: Expression, scope: Scope, machine: Machine, depth: number) {
  if (operand.kind !== 'name') return undefined;
  const typedef = scope.typedef(operand.name);
  if (typedef) return layoutOf(typedef, scope, machine, depth)?.size;
  const aliased = /^(?:struct|union)\s+\w+$/.exec(scope.macro(operand.name)?.text ?? '')?.[0];
  const struct = aliased === undefined ? undefined : scope.struct(aliased.replace(/\s+/, ' '));
  return struct && structLayout(struct, scope, machine, depth)?.size;
}

function applyUnary(operator: string, value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (operator === '-') return -value;
  if (operator === '!') return value === 0 ? 1 : 0;
  // Unsigned, as the masks are that it is used for.
  return operator === '~' ? ~value >>> 0 : operator === '+' ? value : undefined;
}

const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => Math.trunc(left / right),
  '%': (left, right) => left % right,
  '<<': (left, right) => left * 2 ** right,
  '>>': (left, right) => Math.floor(left / 2 ** right),
  '|': (left, right) => Number(BigInt(left) | BigInt(right)),
  '&': (left, right) => Number(BigInt(left) & BigInt(right)),
  '^': (left, right) => Number(BigInt(left) ^ BigInt(right)),
};

function applyBinary(operator: string, left: number | undefined, right: number | undefined) {
  const apply = operators[operator];
  if (!apply || left === undefined || right === undefined) return undefined;
  if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right)) return undefined;
  const value = apply(left, right);
  return Number.isSafeInteger(value) ? value : undefined;
}

function evaluateCall(callee: string, operands: readonly (number | undefined)[], machine: Machine) {
  const [first] = operands;
  if (first === undefined) return undefined;
  if (callee === 'XT_ALIGN') return xtAlign(first, machine);
  return callee === 'BIT' ? 2 ** first : undefined;
}
