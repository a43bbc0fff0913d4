// Function → what it returns: the value wherever it is left, as far as one is known, by way of variables and of functions of
// the same source that it returns the result of.
import type { Range } from 'vscode-languageserver-types';
import { followPointer } from './control-flow-paths';
import type { PointerRules } from './control-flow-rules';
import type { Value } from './control-flow-values';
import { functionNamed } from './entry-points';
import type { FunctionModel } from './functions';
import type { Scope } from './scope';
import type { SourceModel } from './source';

export interface ReturnedValue extends Value {
  /** Of the return statement. */
  readonly range: Range;
  readonly function: FunctionModel;
}

/** What a function may return, each value once a place; nothing when not all of it can be followed. */
export function returnedValues(
  definition: FunctionModel,
  source: SourceModel,
  scope: Scope,
): ReturnedValue[] {
  return [...follow(definition, source, scope, new Set())];
}

function* follow(
  definition: FunctionModel,
  source: SourceModel,
  scope: Scope,
  passed: Set<FunctionModel>,
): Generator<ReturnedValue> {
  if (passed.has(definition)) return;
  passed.add(definition);
  const returns = new Returns(definition);
  // No variable has this name: nothing is followed but the values that are returned.
  if (!followPointer(definition, '', null, returns, scope)) return;
  yield* returns.values.values();
  for (const callee of returns.callees) {
    const called = functionNamed(source, callee);
    if (called) yield* follow(called, source, scope, passed);
  }
}

class Returns implements PointerRules<null> {
  readonly values = new Map<string, ReturnedValue>();
  /** Functions whose result is returned as it is. */
  readonly callees = new Set<string>();

  constructor(private readonly definition: FunctionModel) {}

  left: PointerRules<null>['left'] = ({ doubtful }, result, range) => {
    if (doubtful || !result) return;
    if (result.call) this.callees.add(result.call.callee);
    const place = `${range.start.line}:${range.start.character} ${result.signs} ${String(result.constant)}`;
    this.values.set(place, { ...result, range, function: this.definition });
  };

  keyOf = () => '';
  accessed = () => null;
  passed = () => [];
  addressPassed = () => [];
  stored = () => null;
  assigned = () => [];
}
