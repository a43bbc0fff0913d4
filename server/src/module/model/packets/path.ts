// Source → the functions that run for packets: the handlers of its targets and matches, and what those call. Passing a
// function on by name, as to a work queue, does not make it run there.
import { activityOf } from '../calls';
import type { CallSite } from '../calls';
import { entryPointsOf } from '../entry-points';
import type { FunctionModel } from '../functions';
import type { SourceModel } from '../source';

/** A function that runs for packets, and how it comes to that. */
export interface PacketFunction {
  readonly function: FunctionModel;
  readonly handler: FunctionModel;
  /** The call that leads to it; none of a handler. */
  readonly calledAt: CallSite | undefined;
}

/** The functions of a source that run for packets, each once. */
export function packetFunctionsOf(
  source: SourceModel,
  roles: readonly ('target' | 'match')[] = ['target', 'match'],
): PacketFunction[] {
  const handlers = entryPointsOf(source).filter(({ role }) => roles.some((wanted) => wanted === role));
  return calledFrom(
    source,
    handlers.map((entry) => entry.function),
  );
}

/** Functions and what they call, each once. */
export function calledFrom(source: SourceModel, handlers: Iterable<FunctionModel>): PacketFunction[] {
  const reached = new Map<FunctionModel, PacketFunction>();
  for (const handler of handlers) {
    if (!reached.has(handler)) reached.set(handler, { function: handler, handler, calledAt: undefined });
  }
  // A Map is iterated in the order of insertion, those added on the way included.
  for (const { function: caller, handler } of reached.values()) {
    if (dropsLast(caller)) continue;
    for (const call of activityOf(caller).calls) {
      const called = source.functions.filter(({ name }) => name === call.callee);
      const [only] = called;
      if (!only || called.length > 1 || reached.has(only)) continue;
      reached.set(only, { function: only, handler, calledAt: call });
    }
  }
  return [...reached.values()];
}

/** What follows when the last reference to an object is dropped mostly happens where rules are removed. */
function dropsLast(definition: FunctionModel): boolean {
  return activityOf(definition).calls.some(({ callee }) => /dec_and_(?:test|lock)|^kref_put/.test(callee));
}
