// Statements → graph: in which order a function evaluates its expressions, and where it branches. The paths through the
// graph are followed by paths.ts; no tree and no positions are needed for that.
import type { Expression } from '../expression';
import type { FunctionModel } from '../functions';
import type { Loop, Statement, Variable } from '../statements';

/** Nodes name those that follow them by their index. */
export type FlowNode =
  | { readonly kind: 'evaluate'; readonly expression: Expression; readonly next: number }
  | { readonly kind: 'declare'; readonly variable: Variable; readonly next: number }
  | {
      readonly kind: 'branch';
      readonly condition: Expression;
      readonly whenTrue: number;
      readonly whenFalse: number;
    }
  /** A `switch`, or a macro that is a loop: the expression is evaluated, and any of the nodes may follow. */
  | {
      readonly kind: 'choose';
      readonly expression: Expression | undefined;
      /** Whether the expression stands for what a macro does with its arguments, such as writing them. */
      readonly byMacro: boolean;
      readonly alternatives: readonly Alternative[];
    }
  /** Where paths meet. */
  | { readonly kind: 'join'; readonly next: number; readonly loops: boolean }
  | { readonly kind: 'return'; readonly value: Expression | undefined; readonly range: Statement['range'] };

export interface Alternative {
  readonly next: number;
  /** What else must be the same on a path that goes here: the text of an `#if`, and which of its branches it is. */
  readonly configuration?: { readonly condition: string; readonly branch: number };
  /** Nobody says that a program ever goes here: a `switch` without `default` may name every value there is. */
  readonly doubtful?: boolean;
}

export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly entry: number;
  /** Whether everything was read: a graph that isn't complete says nothing about any path. */
  readonly complete: boolean;
}

/** Where `break` and `continue` lead, and what a `switch` collects of its body. */
interface Surroundings {
  readonly breakTo: number | undefined;
  readonly continueTo: number | undefined;
  readonly cases: { alternatives: Alternative[]; hasDefault: boolean } | undefined;
}

/** Builds the graph of a function's body. */
export function flowGraphOf(definition: FunctionModel): FlowGraph {
  const builder = new GraphBuilder();
  const { end } = definition.range;
  const closingBrace = { start: { ...end, character: Math.max(end.character - 1, 0) }, end };
  const last = builder.add({ kind: 'return', value: undefined, range: closingBrace });
  const surroundings = { breakTo: undefined, continueTo: undefined, cases: undefined };
  const entry = builder.sequence(definition.statements, last, surroundings);
  return { nodes: builder.nodes, entry, complete: builder.complete };
}

/** Builds backwards: whoever adds a statement knows the node that follows it. */
class GraphBuilder {
  readonly nodes: FlowNode[] = [];
  private readonly labels = new Map<string, number>();
  private readonly placed = new Set<string>();
  private readable = true;

  /** Every label that is gone to must be somewhere. */
  get complete(): boolean {
    return this.readable && [...this.labels.keys()].every((label) => this.placed.has(label));
  }

  add(node: FlowNode): number {
    return this.nodes.push(node) - 1;
  }

  sequence(statements: readonly Statement[], next: number, around: Surroundings): number {
    return statements.reduceRight((following, statement) => this.build(statement, following, around), next);
  }

  private build(statement: Statement, next: number, around: Surroundings): number {
    switch (statement.kind) {
      case 'expression':
        return this.add({ kind: 'evaluate', expression: statement.expression, next });
      case 'declaration':
        return statement.variables.reduceRight(
          (following, variable) => this.add({ kind: 'declare', variable, next: following }),
          next,
        );
      case 'block':
        return this.sequence(statement.statements, next, around);
      case 'if':
        return this.add({
          kind: 'branch',
          condition: statement.condition,
          whenTrue: this.build(statement.consequence, next, around),
          whenFalse: statement.alternative ? this.build(statement.alternative, next, around) : next,
        });
      case 'loop':
        return this.loop(statement, next, around);
      case 'switch':
        return this.switch(statement, next, around);
      case 'case':
        return this.case(statement, next, around);
      case 'return':
        return this.add({ kind: 'return', value: statement.value, range: statement.range });
      case 'goto':
        return this.label(statement.label);
      case 'label':
        return this.place(statement.label, this.sequence(optional(statement.statement), next, around));
      case 'break':
        return this.jump(around.breakTo);
      case 'continue':
        return this.jump(around.continueTo);
      case 'configured':
        return this.configured(statement, next, around);
      case 'unknown':
        this.readable = false;
        return next;
    }
  }

  private loop(loop: Loop, next: number, around: Surroundings): number {
    const head = this.placeholder();
    const again = loop.step ? this.add({ kind: 'evaluate', expression: loop.step, next: head }) : head;
    const test = (body: number) => this.test(loop, body, next);
    if (loop.style === 'do') {
      const decide = this.add({ kind: 'join', next: test(head), loops: false });
      const body = this.build(loop.body, decide, { ...around, breakTo: next, continueTo: decide });
      this.nodes[head] = { kind: 'join', next: body, loops: true };
    } else {
      const body = this.build(loop.body, again, { ...around, breakTo: next, continueTo: again });
      this.nodes[head] = { kind: 'join', next: test(body), loops: true };
    }
    return this.sequence(optional(loop.initial), head, around);
  }

  private test({ condition, byMacro }: Loop, whenTrue: number, whenFalse: number): number {
    if (!condition) return whenTrue;
    if (!byMacro) return this.add({ kind: 'branch', condition, whenTrue, whenFalse });
    const alternatives = [{ next: whenTrue }, { next: whenFalse }];
    return this.add({ kind: 'choose', expression: condition, byMacro: true, alternatives });
  }

  private switch(
    { condition, body }: Extract<Statement, { kind: 'switch' }>,
    next: number,
    around: Surroundings,
  ): number {
    const cases = { alternatives: [] as Alternative[], hasDefault: false };
    this.build(body, next, { ...around, breakTo: next, cases });
    const alternatives = cases.hasDefault
      ? cases.alternatives
      : [...cases.alternatives, { next, doubtful: true }];
    return this.add({ kind: 'choose', expression: condition, byMacro: false, alternatives });
  }

  private case(statement: Extract<Statement, { kind: 'case' }>, next: number, around: Surroundings): number {
    const entry = this.sequence(statement.statements, next, around);
    if (!around.cases) this.readable = false;
    around.cases?.alternatives.push({ next: entry });
    if (around.cases && !statement.value) around.cases.hasDefault = true;
    return entry;
  }

  private configured(
    { branches, condition }: Extract<Statement, { kind: 'configured' }>,
    next: number,
    around: Surroundings,
  ): number {
    const alternatives = branches.map((branch, index) => ({
      next: this.sequence(branch, next, around),
      configuration: { condition, branch: index },
    }));
    return this.add({ kind: 'choose', expression: undefined, byMacro: false, alternatives });
  }

  private jump(target: number | undefined): number {
    if (target === undefined) this.readable = false;
    return target ?? 0;
  }

  /** The node of a label, before or after it is placed. */
  private label(name: string): number {
    const node = this.labels.get(name) ?? this.placeholder();
    this.labels.set(name, node);
    return node;
  }

  private place(name: string, next: number): number {
    const node = this.label(name);
    // Two labels of one name stand in branches of an `#if`; nobody says which is meant.
    if (this.placed.has(name)) this.readable = false;
    this.placed.add(name);
    this.nodes[node] = { kind: 'join', next, loops: true };
    return node;
  }

  private placeholder(): number {
    return this.add({ kind: 'join', next: 0, loops: false });
  }
}

function optional(statement: Statement | undefined): readonly Statement[] {
  return statement ? [statement] : [];
}
