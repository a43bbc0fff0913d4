// What the functions of a source do, in the order they are written: calls, returns, and the names from outside that they
// touch. Read from the statements once a function and remembered; which of it happens on which path is control flow's
// to say.
import type { Range } from 'vscode-languageserver-types';
import { operandsOf } from './expression';
import type { CallExpression, Expression } from './expression';
import type { FunctionModel } from './functions';
import { joinActivities } from './configurations/join-activities';
import type { Loop, Statement, Variable } from './statements';

/** What becomes of a value. */
export type Use =
  | { readonly kind: 'dropped' }
  | { readonly kind: 'returned' }
  /** Decides a branch, alone or as part of a condition. */
  | { readonly kind: 'tested' }
  | { readonly kind: 'assigned'; readonly to: Expression }
  | { readonly kind: 'part' };

export interface CallSite {
  readonly call: CallExpression;
  readonly callee: string;
  readonly operands: readonly Expression[];
  readonly range: Range;
  /** Whether a branch, a loop, a `&&` or the preprocessor decides if it happens; early returns don't count. */
  readonly conditional: boolean;
  /** Whether it stands in the body of a loop. */
  readonly repeated: boolean;
  readonly use: Use;
}

export interface ReturnSite {
  readonly value: Expression | undefined;
  readonly range: Range;
  readonly conditional: boolean;
}

/** A value given to a variable or to what an expression designates, at its declaration or later. */
export interface AssignmentSite {
  readonly target: Expression;
  readonly operator: string;
  readonly value: Expression | undefined;
  readonly range: Range;
  readonly conditional: boolean;
}

/** A name that the function doesn't declare: a variable of the file, a function, a constant. */
export interface Access {
  readonly name: string;
  readonly range: Range;
  /** `write` also when only a part is written, `address` when a pointer to it is taken. */
  readonly kind: 'read' | 'write' | 'address';
}

export interface Activity {
  readonly locals: readonly Variable[];
  readonly calls: readonly CallSite[];
  readonly returns: readonly ReturnSite[];
  readonly assignments: readonly AssignmentSite[];
  readonly accesses: readonly Access[];
  /** Every expression that stands for itself in a statement, in order. */
  readonly expressions: readonly Expression[];
  /** Those of them that decide a branch. */
  readonly conditions: readonly Expression[];
  /** Whether the grammar couldn't read a part of it. */
  readonly incomplete: boolean;
}

const known = new WeakMap<FunctionModel, Activity>();

/** What a function does. */
export function activityOf(definition: FunctionModel): Activity {
  const activity =
    known.get(definition) ??
    (definition.readings
      ? joinActivities(definition.readings.map(activityOf))
      : new ActivityReader(definition).read());
  known.set(definition, activity);
  return activity;
}

class ActivityReader {
  private readonly locals: Variable[] = [];
  private readonly calls: CallSite[] = [];
  private readonly returns: ReturnSite[] = [];
  private readonly assignments: AssignmentSite[] = [];
  private readonly accesses: Access[] = [];
  private readonly expressions: Expression[] = [];
  private readonly conditions: Expression[] = [];
  private incomplete = false;
  /** How many loops are around. */
  private loops = 0;

  constructor(private readonly definition: FunctionModel) {}

  read(): Activity {
    for (const statement of this.definition.statements) this.take(statement, false);
    const { calls, returns, assignments, expressions, conditions, incomplete, locals } = this;
    const own = new Set([...this.definition.parameters, ...locals].map(({ name }) => name));
    const accesses = this.accesses.filter(({ name }) => !own.has(name));
    return { locals, calls, returns, assignments, accesses, expressions, conditions, incomplete };
  }

  private take(statement: Statement, conditional: boolean): void {
    switch (statement.kind) {
      case 'expression':
        return this.value(statement.expression, { kind: 'dropped' }, conditional);
      case 'declaration':
        return statement.variables.forEach((variable) => this.declare(variable, conditional));
      case 'block':
        return this.all(statement.statements, conditional);
      case 'if':
        this.value(statement.condition, { kind: 'tested' }, conditional);
        this.take(statement.consequence, true);
        if (statement.alternative) this.take(statement.alternative, true);
        return;
      case 'loop':
        return this.loop(statement, conditional);
      case 'switch':
        this.value(statement.condition, { kind: 'tested' }, conditional);
        return this.take(statement.body, true);
      case 'case':
        return this.all(statement.statements, true);
      case 'return':
        if (statement.value) this.value(statement.value, { kind: 'returned' }, conditional);
        this.returns.push({ value: statement.value, range: statement.range, conditional });
        return;
      case 'label':
        if (statement.statement) this.take(statement.statement, conditional);
        return;
      case 'configured':
        return statement.branches.forEach((branch) => this.all(branch, true));
      case 'unknown':
        this.incomplete = true;
        return;
      case 'goto':
      case 'break':
      case 'continue':
    }
  }

  private all(statements: readonly Statement[], conditional: boolean): void {
    for (const statement of statements) this.take(statement, conditional);
  }

  private loop({ style, initial, condition, step, body }: Loop, conditional: boolean): void {
    if (initial) this.take(initial, conditional);
    if (condition && style !== 'do') this.value(condition, { kind: 'tested' }, conditional);
    this.loops++;
    this.take(body, style === 'do' ? conditional : true);
    this.loops--;
    if (step) this.value(step, { kind: 'dropped' }, true);
    if (condition && style === 'do') this.value(condition, { kind: 'tested' }, conditional);
  }

  private declare(variable: Variable, conditional: boolean): void {
    this.locals.push(variable);
    if (!variable.initial) return;
    const { name, range, initial } = variable;
    const target: Expression = { kind: 'name', name, range };
    this.value(initial, { kind: 'assigned', to: target }, conditional);
    this.assignments.push({ target, operator: '=', value: initial, range, conditional });
  }

  /** A whole expression, and what becomes of its value. */
  private value(expression: Expression, use: Use, conditional: boolean): void {
    this.expressions.push(expression);
    if (use.kind === 'tested') this.conditions.push(expression);
    this.inspect(expression, use, conditional);
  }

  private inspect(expression: Expression, use: Use, conditional: boolean): void {
    switch (expression.kind) {
      case 'name':
        return this.access(expression, 'read');
      case 'call':
        return this.call(expression, use, conditional);
      case 'assignment':
        return this.assign(expression, conditional);
      case 'update':
        return this.change(expression, expression.operand, expression.operator, undefined, conditional);
      case 'address':
        return this.place(expression.operand, 'address', conditional);
      case 'conditional':
        this.inspect(expression.condition, { kind: 'tested' }, conditional);
        if (expression.consequence) this.inspect(expression.consequence, use, true);
        return this.inspect(expression.alternative, use, true);
      case 'binary': {
        const inner: Use = use.kind === 'tested' ? use : { kind: 'part' };
        const isShortCircuit = expression.operator === '&&' || expression.operator === '||';
        this.inspect(expression.left, isShortCircuit ? { kind: 'tested' } : inner, conditional);
        return this.inspect(expression.right, inner, conditional || isShortCircuit);
      }
      case 'comma':
        this.inspect(expression.left, { kind: 'dropped' }, conditional);
        return this.inspect(expression.right, use, conditional);
      case 'unary':
      case 'member':
      case 'index':
      case 'dereference':
      case 'sizeof-value':
      case 'initializer': {
        const inner: Use = use.kind === 'tested' ? use : { kind: 'part' };
        for (const operand of operandsOf(expression)) this.inspect(operand, inner, conditional);
        return;
      }
      case 'number':
      case 'string':
      case 'sizeof':
      case 'offsetof':
      case 'unknown':
    }
  }

  private call(call: CallExpression, use: Use, conditional: boolean): void {
    // Arguments are worked out before the call.
    for (const operand of call.operands) this.inspect(operand, { kind: 'part' }, conditional);
    const { callee, operands, range } = call;
    this.calls.push({ call, callee, operands, range, conditional, repeated: this.loops > 0, use });
  }

  private assign(expression: Extract<Expression, { kind: 'assignment' }>, conditional: boolean): void {
    const { left, right, operator } = expression;
    this.inspect(right, { kind: 'assigned', to: left }, conditional);
    this.change(expression, left, operator, right, conditional);
  }

  private change(
    { range }: Expression,
    target: Expression,
    operator: string,
    value: Expression | undefined,
    conditional: boolean,
  ): void {
    this.place(target, 'write', conditional);
    this.assignments.push({ target, operator, value, range, conditional });
  }

  /** What is written or pointed to: `a.b[i]` is a part of `a`, but `p->b` is no part of `p`. */
  private place(target: Expression, kind: 'write' | 'address', conditional: boolean): void {
    if (target.kind === 'name') return this.access(target, kind);
    if (target.kind === 'member' && !target.arrow) return this.place(target.operand, kind, conditional);
    if (target.kind === 'index') {
      this.inspect(target.index, { kind: 'part' }, conditional);
      return this.place(target.operand, kind, conditional);
    }
    this.inspect(target, { kind: 'part' }, conditional);
  }

  private access({ name, range }: Extract<Expression, { kind: 'name' }>, kind: Access['kind']): void {
    this.accesses.push({ name, range, kind });
  }
}
