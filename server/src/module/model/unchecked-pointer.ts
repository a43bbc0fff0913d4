// Where a function reads through a pointer that may be NULL without ever asking whether it is. One question anywhere in
// the function counts as asked, so what is found here is unguarded on every path.
import type { Range } from 'vscode-languageserver-types';
import { activityOf } from './calls';
import { operandsOf } from './expression';
import type { Expression } from './expression';
import type { FunctionModel } from './functions';

type Recognize = (expression: Expression) => boolean;

/** The places, in order; none when the function asks about the pointer at all. */
export function uncheckedUses(definition: FunctionModel, gives: Recognize): Range[] {
  if (asksAbout(definition, gives)) return [];
  const isPointer = recognizer(definition, gives);
  return activityOf(definition).expressions.flatMap((expression) => usesIn(expression, isPointer));
}

/** Whether a function asks anywhere if there is such a pointer. */
export function asksAbout(definition: FunctionModel, gives: Recognize): boolean {
  const { expressions, conditions, calls, incomplete } = activityOf(definition);
  const isPointer = recognizer(definition, gives);
  return (
    incomplete ||
    conditions.some(isPointer) ||
    expressions.some((expression) => asks(expression, isPointer)) ||
    calls.some(({ use, operands }) => use.kind === 'tested' && operands.some(isPointer))
  );
}

function recognizer(definition: FunctionModel, gives: Recognize): Recognize {
  const names = variablesHolding(definition, gives);
  return (expression) => gives(expression) || (expression.kind === 'name' && names.has(expression.name));
}

/** Variables that are never given anything else. */
function variablesHolding(definition: FunctionModel, gives: Recognize): ReadonlySet<string> {
  const own = new Set(activityOf(definition).locals.map(({ name }) => name));
  const { assignments } = activityOf(definition);
  const given = (name: string) =>
    assignments.filter(({ target }) => target.kind === 'name' && target.name === name);
  return new Set(
    [...own].filter((name) => {
      const values = given(name);
      return values.length > 0 && values.every(({ value }) => value !== undefined && gives(value));
    }),
  );
}

/** Whether an expression compares the pointer, or decides by it. */
function asks(expression: Expression, isPointer: Recognize): boolean {
  const operands = operandsOf(expression);
  const decides =
    (expression.kind === 'unary' && expression.operator === '!') ||
    (expression.kind === 'binary' && /^(?:==|!=|&&|\|\|)$/.test(expression.operator)) ||
    expression.kind === 'conditional';
  return (decides && operands.some(isPointer)) || operands.some((operand) => asks(operand, isPointer));
}

function usesIn(expression: Expression, isPointer: Recognize): Range[] {
  const inner = operandsOf(expression).flatMap((operand) => usesIn(operand, isPointer));
  const reads =
    (expression.kind === 'member' && expression.arrow) ||
    expression.kind === 'dereference' ||
    expression.kind === 'index';
  return reads && isPointer(expression.operand) ? [expression.range, ...inner] : inner;
}
