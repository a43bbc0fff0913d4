// Graph + rules → every path through a function, followed once. Paths that meet in the same state go on as one that knows
// what both know, so that the work grows with the function and not with the number of its paths (the idea is that of
// property simulation: Das, Lerner and Seigle, "ESP: path-sensitive program verification in polynomial time", 2002).
import { activityOf } from '../calls';
import { flowGraphOf } from './graph';
import type { Alternative, FlowGraph, FlowNode } from './graph';
import { Evaluator } from './evaluate';
import { configurationsIn, forget, forgetMemory, learnConfiguration } from './facts';
import { mergePaths } from './rules';
import type { Path, PointerRules } from './rules';
import { constant, signs, unknownValue } from './values';
import type { Value } from './values';
import { evaluate } from '../evaluate';
import { namesIn } from '../expression';
import type { FunctionModel } from '../functions';
import type { Scope } from '../scope';

/** A function that needs more is left alone: it is not what extensions are made of. */
const mostSteps = 20_000;
const mostStatesAtNode = 64;

/** Of alternatives that the preprocessor chooses from, any one is compiled; of many at once, nobody knows if they meet. */
const mostConfigurations = 2;

const graphs = new WeakMap<FunctionModel, FlowGraph>();

/**
 * Follows a variable from the beginning of a function. False if not all of it could be followed: then nothing that the
 * rules were told may be reported.
 */
export function followPointer<State>(
  definition: FunctionModel,
  pointer: string,
  start: State,
  rules: PointerRules<State>,
  scope: Scope,
): boolean {
  if (definition.readings) {
    return definition.readings.every((reading) => followPointer(reading, pointer, start, rules, scope));
  }
  if (definition.incomplete) return false;
  try {
    const graph = graphs.get(definition) ?? flowGraphOf(definition);
    graphs.set(definition, graph);
    const evaluator = createEvaluator(definition, pointer, rules, scope);
    return graph.complete && new PathFollower(graph, rules, evaluator).follow(start);
  } catch (error) {
    // Code that nests deeper than the stack is nothing that anybody wrote.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function createEvaluator<State>(
  definition: FunctionModel,
  pointer: string,
  rules: PointerRules<State>,
  scope: Scope,
): Evaluator<State> {
  const variables = [...definition.parameters, ...activityOf(definition).locals];
  const constants = new Map<string, Value>();
  const constantValue = (name: string): Value => {
    const value = constants.get(name) ?? constantOf(name, scope);
    constants.set(name, value);
    return value;
  };
  return new Evaluator(pointer, rules, constantValue, new Set(variables.map(({ name }) => name)));
}

function constantOf(name: string, scope: Scope): Value {
  const number = evaluate({ kind: 'name', name, range: nowhere }, scope);
  if (number !== undefined) return constant(number);
  // Error numbers are positive on every machine (include/uapi/asm-generic/errno.h).
  if (/^E[A-Z][A-Z0-9]+$/.test(name)) return { signs: signs.positive, symbol: name };
  return /^[A-Z][A-Z0-9_]+$/.test(name) ? { signs: signs.any, symbol: name } : unknownValue;
}

class PathFollower<State> {
  /** What is known to reach each node, by the key of its state. */
  private readonly reached: Map<string, Path<State>>[];
  private readonly waiting = new Map<number, Set<string>>();
  private readonly order: readonly number[];

  constructor(
    private readonly graph: FlowGraph,
    private readonly rules: PointerRules<State>,
    private readonly evaluator: Evaluator<State>,
  ) {
    this.reached = graph.nodes.map(() => new Map<string, Path<State>>());
    this.order = reversePostOrder(graph);
  }

  follow(state: State): boolean {
    this.arrive(this.graph.entry, { state, facts: new Map(), doubtful: false });
    for (let steps = 0; steps < mostSteps; steps++) {
      const node = this.next();
      if (node === undefined) return !this.evaluator.incomplete;
      const keys = this.waiting.get(node) ?? new Set();
      this.waiting.delete(node);
      if ((this.reached[node]?.size ?? 0) > mostStatesAtNode) return false;
      for (const key of keys) this.step(node, key);
    }
    return false;
  }

  /** The waiting node that comes first, so that paths have met before they go on. */
  private next(): number | undefined {
    let first: number | undefined;
    for (const node of this.waiting.keys()) {
      if (first === undefined || (this.order[node] ?? 0) < (this.order[first] ?? 0)) first = node;
    }
    return first;
  }

  private arrive(node: number, path: Path<State>): void {
    const known = this.reached[node];
    if (!known) return;
    const key = this.rules.keyOf(path.state);
    const before = known.get(key);
    const together = before ? mergePaths(before, path) : path;
    if (together === before) return;
    known.set(key, together);
    const keys = this.waiting.get(node) ?? new Set();
    this.waiting.set(node, keys.add(key));
  }

  private step(index: number, key: string): void {
    const node = this.graph.nodes[index];
    const path = this.reached[index]?.get(key);
    if (!node || !path) return;
    switch (node.kind) {
      case 'evaluate':
        for (const after of this.evaluator.evaluate(node.expression, path)) {
          this.arrive(node.next, after.path);
        }
        return;
      case 'declare':
        for (const after of this.declare(node.variable, path)) this.arrive(node.next, after);
        return;
      case 'branch': {
        const { whenTrue, whenFalse } = this.evaluator.decide(node.condition, path);
        for (const after of whenTrue) this.arrive(node.whenTrue, after);
        for (const after of whenFalse) this.arrive(node.whenFalse, after);
        return;
      }
      case 'choose':
        for (const after of this.before(node, path)) this.choose(node.alternatives, after);
        return;
      case 'join':
        return this.arrive(node.next, node.loops ? { ...path, facts: forgetMemory(path.facts) } : path);
      case 'return':
        return this.leave(node, path);
    }
  }

  private declare(
    { name, range, initial, isStatic }: Extract<FlowNode, { kind: 'declare' }>['variable'],
    path: Path<State>,
  ): Path<State>[] {
    if (!initial || isStatic) return this.evaluator.give(name, path, unknownValue, range);
    return this.evaluator
      .evaluate(initial, path)
      .flatMap((after) => this.evaluator.give(name, after.path, after.result, range));
  }

  /** The paths after what is evaluated before a choice. */
  private before(node: Extract<FlowNode, { kind: 'choose' }>, path: Path<State>): Path<State>[] {
    const { expression, byMacro } = node;
    if (!expression) return [path];
    if (!byMacro) return this.evaluator.evaluate(expression, path).map((outcome) => outcome.path);
    // A macro such as list_for_each_entry may give a value to any variable that it is told of.
    return namesIn(expression).reduce(
      (paths, name) =>
        paths.flatMap((before) => {
          const known = { ...before, facts: forget(before.facts, name) };
          return this.evaluator.give(name, known, unknownValue, expression.range);
        }),
      [path],
    );
  }

  private choose(alternatives: readonly Alternative[], path: Path<State>): void {
    for (const { next, configuration, doubtful } of alternatives) {
      const facts = configuration
        ? learnConfiguration(path.facts, configuration.condition, configuration.branch)
        : path.facts;
      if (!facts) continue;
      const unlikely = doubtful === true || configurationsIn(facts) > mostConfigurations;
      this.arrive(next, { ...path, facts, doubtful: path.doubtful || unlikely });
    }
  }

  private leave({ value, range }: Extract<FlowNode, { kind: 'return' }>, path: Path<State>): void {
    if (!value) return this.rules.left(path, undefined, range);
    for (const after of this.evaluator.evaluate(value, path)) {
      this.rules.left(after.path, after.result, range);
    }
  }
}

/** Of every node its place in an order in which, loops apart, nodes come after those that lead to them. */
function reversePostOrder({ nodes, entry }: FlowGraph): readonly number[] {
  const places = nodes.map(() => nodes.length);
  const seen = new Set([entry]);
  const open = [{ node: entry, following: followingOf(nodes[entry]) }];
  let place = nodes.length;
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = top.following.pop();
    if (next === undefined) {
      places[top.node] = --place;
      open.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      open.push({ node: next, following: followingOf(nodes[next]) });
    }
  }
  return places;
}

function followingOf(node: FlowNode | undefined): number[] {
  if (!node || node.kind === 'return') return [];
  if (node.kind === 'branch') return [node.whenTrue, node.whenFalse];
  return node.kind === 'choose' ? node.alternatives.map(({ next }) => next) : [node.next];
}

const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
