// Expression → value, in the scope of a file. What cannot be known is undefined, never a guess.
import { Effort } from './effort';
import type { Expression, StringPiece } from './expression';
import { layoutOf, structLayout, fieldPlace, xtAlign } from './layout';
import { knownLayout } from './kernel-types';
import type { Machine } from './kernel-types';
import { knownConstants } from './known-constants';
import type { Scope } from './scope';

/** The value of an integer constant expression. `effort` is shared by all parts of one question. */
export function evaluate(
  expression: Expression,
  scope: Scope,
  machine: Machine = 'lp64',
  effort: Effort = new Effort(),
): number | undefined {
  return effort.spend(() => valueOf(expression, scope, machine, effort));
}

function valueOf(expression: Expression, scope: Scope, machine: Machine, effort: Effort): number | undefined {
  const inner = (operand: Expression) => evaluate(operand, scope, machine, effort);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'name':
      return valueOfName(expression.name, scope, machine, effort);
    case 'sizeof':
      return layoutOf(expression.type, scope, machine, effort)?.size;
    case 'sizeof-value':
      return sizeOfOperand(expression.operand, scope, machine, effort);
    case 'offsetof': {
      const struct = scope.struct(expression.type.name);
      return struct && fieldPlace(struct, expression.field, scope, machine, effort)?.offset;
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
    case 'member':
    case 'index':
    case 'dereference':
    case 'conditional':
    case 'assignment':
    case 'update':
    case 'comma':
    case 'unknown':
      return undefined;
  }
}

/** The text of a string constant; undefined when a piece of it is a macro that nobody here defines. */
export function evaluateString(
  expression: Expression,
  scope: Scope,
  effort: Effort = new Effort(),
): string | undefined {
  return effort.spend(() => {
    if (expression.kind === 'name') {
      const value = scope.macro(expression.name)?.expression;
      return value && evaluateString(value, scope, effort);
    }
    if (expression.kind !== 'string') return undefined;
    const pieces = expression.pieces.map((piece) => evaluatePiece(piece, scope, effort));
    return pieces.some((piece) => piece === undefined) ? undefined : pieces.join('');
  });
}

function evaluatePiece(piece: StringPiece, scope: Scope, effort: Effort): string | undefined {
  if (piece.kind === 'text') return piece.text;
  const value = scope.macro(piece.name)?.expression;
  if (value) return evaluateString(value, scope, effort);
  // The level of a message is cut off before it is formatted.
  return piece.name.startsWith('KERN_') ? '' : undefined;
}

function valueOfName(name: string, scope: Scope, machine: Machine, effort: Effort): number | undefined {
  if (scope.definesMacro(name)) {
    const macro = scope.macro(name);
    const value = macro?.parameters ? undefined : macro?.expression;
    return value && evaluate(value, scope, machine, effort);
  }
  return scope.constant(name) ? enumeratorValue(name, scope, machine, effort) : knownConstants.get(name);
}

/** Counts on from the nearest constant with a value of its own; a loop, because an enum may be thousands long. */
function enumeratorValue(first: string, scope: Scope, machine: Machine, effort: Effort): number | undefined {
  const passed = new Set<string>();
  for (let name: string | undefined = first; name !== undefined;) {
    const constant = scope.constant(name);
    if (!constant || passed.has(name)) return undefined;
    if (constant.value) {
      const value = evaluate(constant.value, scope, machine, effort);
      return value === undefined ? undefined : value + passed.size;
    }
    passed.add(name);
    name = constant.previous;
  }
  // The first constant of an enum is zero.
  return passed.size - 1;
}

/** `sizeof(__u32)` reads like `sizeof(variable)`: it counts only when a type of that name is known. */
function sizeOfOperand(operand: Expression, scope: Scope, machine: Machine, effort: Effort) {
  if (operand.kind !== 'name') return undefined;
  const typedef = scope.typedef(operand.name);
  if (typedef) return layoutOf(typedef, scope, machine, effort)?.size;
  const known = knownLayout(operand.name, machine);
  if (known) return known.size;
  const aliased = /^(?:struct|union)\s+\w+$/.exec(scope.macro(operand.name)?.text ?? '')?.[0];
  const struct = aliased === undefined ? undefined : scope.struct(aliased.replace(/\s+/, ' '));
  return struct && structLayout(struct, scope, machine, effort)?.size;
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
