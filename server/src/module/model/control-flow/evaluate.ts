// Expression on a path → what it may evaluate to, and what that does to the pointer that is followed. An expression that
// decides something, such as `a && b`, leads on as several outcomes; what each knows goes along with it.
import type { Range } from 'vscode-languageserver-types';
import { assume, transparentCalls } from './assume';
import { assign, forget, textOf, valueIn } from './facts';
import type { Facts } from './facts';
import { mergePaths } from './rules';
import type { PassOutcome, Path, PointerRules, Result } from './rules';
import { applySign, compareValues, constant, nonzero, signs, unknownValue, zero } from './values';
import type { Value } from './values';
import type { CallExpression, Expression } from '../expression';

interface Outcome<State> {
  readonly path: Path<State>;
  readonly result: Result;
}

type Kind<Name extends Expression['kind']> = Extract<Expression, { kind: Name }>;

/** When an expression has more outcomes than this, those that no rule tells apart are put together. */
const mostOutcomes = 12;

/** Nothing is done after these (include/asm-generic/bug.h; include/linux/panic.h; libxtables' xtables_error exits). */
const finalCalls = /^(?:BUG|panic|unreachable|__builtin_unreachable|xtables_error|exit|abort)$/;

export class Evaluator<State> {
  /** Set when something was met that nobody can follow. */
  incomplete = false;

  constructor(
    private readonly pointer: string,
    private readonly rules: PointerRules<State>,
    /** The value of a name that is no local variable. */
    private readonly constantValue: (name: string) => Value,
    private readonly locals: ReadonlySet<string>,
  ) {}

  evaluate(expression: Expression, path: Path<State>): Outcome<State>[] {
    switch (expression.kind) {
      case 'number':
        return [{ path, result: constant(expression.value) }];
      case 'name':
        return [{ path, result: this.nameValue(expression.name, path.facts) }];
      case 'call':
        return this.call(expression, path);
      case 'assignment':
        return this.assignment(expression, path);
      case 'binary':
        return this.binary(expression, path);
      case 'conditional':
        return this.conditional(expression, path);
      case 'unary':
        return this.unary(expression, path);
      case 'comma':
        return this.limit(
          this.evaluate(expression.left, path).flatMap((left) => this.evaluate(expression.right, left.path)),
        );
      case 'member':
      case 'index':
      case 'dereference':
        return this.access(expression, path);
      case 'address':
        return this.address(expression, path);
      case 'update':
        return this.update(expression, path);
      case 'initializer':
        return this.initializer(expression, path);
      case 'unknown':
        this.incomplete = true;
        return [{ path, result: unknownValue }];
      case 'string':
        return [{ path, result: nonzero }];
      case 'sizeof':
      case 'sizeof-value':
      case 'offsetof':
        return [{ path, result: unknownValue }];
    }
  }

  /** The paths on which a condition holds, and those on which it doesn't. */
  decide(condition: Expression, path: Path<State>): { whenTrue: Path<State>[]; whenFalse: Path<State>[] } {
    const outcomes = this.evaluate(condition, path);
    const those = (truth: boolean) =>
      outcomes.flatMap(({ path: after, result }) => {
        if ((result.signs & (truth ? signs.nonzero : signs.zero)) === signs.none) return [];
        const facts = assume(condition, truth, after.facts, this.nameValue);
        return facts ? [{ ...after, facts }] : [];
      });
    return { whenTrue: those(true), whenFalse: those(false) };
  }

  /** Gives a variable a value, as a declaration or an assignment does. */
  give(name: string, path: Path<State>, result: Result, range: Range): Path<State>[] {
    if (name !== this.pointer) {
      const state = result.isPointer ? this.rules.stored(path, range) : path.state;
      return [{ ...path, state, facts: assign(path.facts, name, result) }];
    }
    if (result.isPointer) return [path];
    return this.rules
      .assigned(path, result, range)
      .map(({ state, value }) => ({ ...path, state, facts: assign(path.facts, name, value) }));
  }

  private readonly nameValue = (name: string, facts: Facts): Result => {
    if (name === this.pointer) return { ...valueIn(facts, name), isPointer: true };
    return this.locals.has(name) || facts.has(name) ? valueIn(facts, name) : this.constantValue(name);
  };

  private call(call: CallExpression, path: Path<State>): Outcome<State>[] {
    if (finalCalls.test(call.callee)) return [];
    const [first] = call.operands;
    if (first && call.callee === 'BUG_ON') {
      return this.decide(first, path).whenFalse.map((after) => ({ path: after, result: zero }));
    }
    if (first && transparentCalls.test(call.callee)) return this.evaluate(first, path);
    // All arguments are evaluated before the call does anything to one of them.
    let outcomes: Outcome<State>[] = [{ path, result: { ...written(call, path.facts), call } }];
    for (const operand of call.operands) {
      if (this.isOwnAddress(operand)) continue;
      outcomes = this.limit(
        outcomes.flatMap(({ path: before, result }) =>
          this.evaluate(operand, before).map((after) => ({
            path: isNamed(operand, this.pointer)
              ? after.path
              : this.keep(after.path, after.result, operand.range),
            result,
          })),
        ),
      );
    }
    const passed = call.operands.filter(
      (operand) => isNamed(operand, this.pointer) || this.isOwnAddress(operand),
    );
    for (const operand of passed) {
      outcomes = this.limit(outcomes.flatMap((outcome) => this.pass(call, operand, outcome)));
    }
    if (passed.length > 0) {
      outcomes = outcomes.map(({ path: after, result }) => ({
        path: after,
        result: { ...result, isOfPointer: true },
      }));
    }
    return this.rules.called ? outcomes.flatMap((outcome) => this.conclude(call, outcome)) : outcomes;
  }

  /** What the rules say of any call, such as what else it gives or takes back (held-resources.ts). */
  private conclude(call: CallExpression, outcome: Outcome<State>): Outcome<State>[] {
    const { path } = outcome;
    return (this.rules.called?.(path, call) ?? []).flatMap((ending) => this.end(outcome, ending));
  }

  /** One of the ways in which a call may end. */
  private end(
    { path, result }: Outcome<State>,
    { state, result: returned = unknownValue }: PassOutcome<State>,
  ) {
    const known = result.signs & returned.signs;
    if (known === signs.none) return [];
    const number = returned.constant ?? result.constant;
    const after: Result = { ...result, signs: known, ...(number !== undefined && { constant: number }) };
    return [{ path: { ...path, state }, result: after }];
  }

  /** Passes the pointer or its address to a call; what the call returns waits in the outcome. */
  private pass(
    call: CallExpression,
    operand: Expression,
    { path, result }: Outcome<State>,
  ): Outcome<State>[] {
    if (operand.kind === 'address') {
      return this.rules.addressPassed(path, call).map(({ state, value }) => ({
        path: { ...path, state, facts: assign(path.facts, this.pointer, value) },
        result,
      }));
    }
    return this.rules.passed(path, call, operand).flatMap((ending) => this.end({ path, result }, ending));
  }

  private isOwnAddress(operand: Expression): boolean {
    return operand.kind === 'address' && isNamed(operand.operand, this.pointer);
  }

  private assignment({ left, right, operator, range }: Kind<'assignment'>, path: Path<State>) {
    const given = (result: Result): Result => (operator === '=' ? result : unknownValue);
    // In `a = b = f()` what comes from the call has two names.
    const again = (result: Result): Result => withoutCall(given(result));
    return this.evaluate(right, path).flatMap(({ path: after, result }): Outcome<State>[] => {
      if (left.kind === 'name') {
        return this.give(left.name, after, given(result), range).map((next) => ({
          path: next,
          result: left.name === this.pointer ? this.nameValue(left.name, next.facts) : again(result),
        }));
      }
      return this.evaluate(left, after).map(({ path: next }) => ({
        path: this.keep(next, result, range),
        result: again(result),
      }));
    });
  }

  private binary(expression: Kind<'binary'>, path: Path<State>): Outcome<State>[] {
    const { operator, left, right } = expression;
    if (operator === '&&' || operator === '||') {
      return this.shortCircuit(operator === '&&', left, right, path);
    }
    return this.evaluate(left, path).flatMap(({ path: middle, result: leftValue }) =>
      this.evaluate(right, middle).map(({ path: after, result: rightValue }) => {
        // What is compared with another pointer may be known by the other's name.
        const isOne = leftValue.isPointer !== rightValue.isPointer;
        const hasNames = isOne && !isNull(leftValue) && !isNull(rightValue);
        return {
          path: this.keep(after, { ...unknownValue, isPointer: hasNames }, expression.range),
          result: narrowed(compareValues(operator, leftValue, rightValue), expression, after.facts),
        };
      }),
    );
  }

  private shortCircuit(isAnd: boolean, left: Expression, right: Expression, path: Path<State>) {
    const first = this.decide(left, path);
    const decided = isAnd ? first.whenFalse : first.whenTrue;
    const open = isAnd ? first.whenTrue : first.whenFalse;
    const outcomes = decided.map((after) => ({ path: after, result: isAnd ? zero : nonzero }));
    for (const middle of open) {
      const second = this.decide(right, middle);
      outcomes.push(
        ...second.whenTrue.map((after) => ({ path: after, result: nonzero })),
        ...second.whenFalse.map((after) => ({ path: after, result: zero })),
      );
    }
    return this.limit(outcomes);
  }

  private conditional({ condition, consequence, alternative }: Kind<'conditional'>, path: Path<State>) {
    const { whenTrue, whenFalse } = this.decide(condition, path);
    // `a ?: b` is its condition, where that holds.
    const first = consequence
      ? whenTrue.flatMap((next) => this.evaluate(consequence, next))
      : whenTrue.map((next) => ({ path: next, result: nonzero }));
    return this.limit([...first, ...whenFalse.flatMap((next) => this.evaluate(alternative, next))]);
  }

  private unary(expression: Kind<'unary'>, path: Path<State>): Outcome<State>[] {
    return this.evaluate(expression.operand, path).map(({ path: after, result }) => ({
      path: after,
      result: narrowed(applySign(expression.operator, result), expression, after.facts),
    }));
  }

  /** `skb->len`, `*skb`, `skb[0]`. */
  private access(
    expression: Kind<'member'> | Kind<'index'> | Kind<'dereference'>,
    path: Path<State>,
  ): Outcome<State>[] {
    const accessed = this.evaluate(expression.operand, path).flatMap(({ path: after, result }) => {
      if (!result.isPointer) return [after];
      const state = this.rules.accessed(after, expression.operand.range);
      return state === undefined ? [] : [{ ...after, state }];
    });
    const paths =
      expression.kind === 'index'
        ? accessed.flatMap((after) => this.evaluate(expression.index, after).map((outcome) => outcome.path))
        : accessed;
    return paths.map((after) => ({ path: after, result: written(expression, after.facts) }));
  }

  private address({ operand, range }: Kind<'address'>, path: Path<State>): Outcome<State>[] {
    if (operand.kind === 'name') {
      const facts = forget(path.facts, operand.name);
      const state = operand.name === this.pointer ? this.rules.stored(path, range) : path.state;
      return [{ path: { ...path, state, facts }, result: nonzero }];
    }
    const within = { isPointer: leadsThrough(operand, this.pointer), ...nonzero };
    // Whoever counts references by hand frees when it suits them.
    if (within.isPointer && operand.kind === 'member' && operand.field === 'users') this.incomplete = true;
    return this.evaluate(operand, path).map(({ path: after }) => ({
      path: this.keep(after, within, range),
      result: nonzero,
    }));
  }

  private update({ operand, range }: Kind<'update'>, path: Path<State>): Outcome<State>[] {
    const after =
      operand.kind === 'name'
        ? this.give(operand.name, path, unknownValue, range)
        : this.evaluate(operand, path).map((outcome) => outcome.path);
    return after.map((next) => ({ path: next, result: unknownValue }));
  }

  private initializer({ elements, range }: Kind<'initializer'>, path: Path<State>): Outcome<State>[] {
    let outcomes: Outcome<State>[] = [{ path, result: unknownValue }];
    for (const { value } of elements) {
      const next = outcomes.flatMap((before) => this.evaluate(value, before.path));
      outcomes = this.limit(
        next.map(({ path: after, result }) => ({
          path: this.keep(after, result, range),
          result: unknownValue,
        })),
      );
    }
    return outcomes;
  }

  /** A value goes to memory. */
  private keep(path: Path<State>, { isPointer }: Result, range: Range): Path<State> {
    return isPointer ? { ...path, state: this.rules.stored(path, range) } : path;
  }

  private limit(outcomes: Outcome<State>[]): Outcome<State>[] {
    if (outcomes.length <= mostOutcomes) return outcomes;
    const together = new Map<string, Outcome<State>>();
    for (const outcome of outcomes) {
      const { path, result } = outcome;
      const key = `${this.rules.keyOf(path.state)} ${result.signs} ${String(result.isPointer)}`;
      const other = together.get(key);
      if (!other) together.set(key, outcome);
      else together.set(key, { path: mergePaths(other.path, path), result: withoutConstant(result) });
    }
    return [...together.values()];
  }
}

function withoutConstant({ constant: _, symbol: __, ...result }: Result): Result {
  return result;
}

function withoutCall({ call: _, ...result }: Result): Result {
  return result;
}

/** What is known of an expression as it is written. */
function written(expression: Expression, facts: Facts): Value {
  const text = textOf(expression);
  return text === undefined ? unknownValue : { signs: valueIn(facts, text).signs };
}

function narrowed(value: Value, expression: Expression, facts: Facts): Value {
  const both = value.signs & written(expression, facts).signs;
  return both === signs.none || both === value.signs ? value : { signs: both };
}

function isNull({ signs: known, isPointer }: Result): boolean {
  return known === signs.zero && isPointer !== true;
}

function isNamed(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}

/** `&skb->cb` leads to the memory of `skb`. */
function leadsThrough(expression: Expression, pointer: string): boolean {
  if (expression.kind === 'member' || expression.kind === 'index' || expression.kind === 'dereference') {
    return leadsThrough(expression.operand, pointer);
  }
  return isNamed(expression, pointer);
}
