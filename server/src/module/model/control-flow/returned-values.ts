// Function → the values that it may return, also by way of functions of the same source whose result it returns.
import type { Range } from 'vscode-languageserver-types';
import { returnsOf } from './returns';
import type { Value } from './values';
import { functionNamed } from '../entry-points';
import type { FunctionModel } from '../functions';
import type { Scope } from '../scope';
import type { SourceModel } from '../source';

export interface ReturnedValue extends Value {
  /** Of the return statement. */
  readonly range: Range;
  readonly function: FunctionModel;
  /** Of the assignment that gave its value to the variable that is returned. */
  readonly assignedAt?: Range;
}

/** What a function may return, each value once a place; nothing of functions that cannot be followed. */
export function returnedValues(
  definition: FunctionModel,
  source: SourceModel,
  scope: Scope,
): ReturnedValue[] {
  const functions = new Set([definition]);
  const values = new Map<string, ReturnedValue>();
  // A Set is iterated in the order of insertion, those added on the way included.
  for (const one of functions) {
    for (const { range, result, doubtful, assignedAt } of returnsOf(one, scope) ?? []) {
      if (doubtful || !result) continue;
      const place = `${range.start.line}:${range.start.character} ${result.signs} ${String(result.constant)}`;
      values.set(place, { ...result, range, function: one, ...(assignedAt && { assignedAt }) });
      const called = result.call && functionNamed(source, result.call.callee);
      if (called) functions.add(called);
    }
  }
  return [...values.values()];
}
