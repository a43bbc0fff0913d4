// The tasklets, timers, work and queues that a file declares at its top, with the functions they run: where code goes on
// that a handler only sets going. Those within allocated structures come and go with rules and are not here.
import type { Range } from 'vscode-languageserver-types';
import { deferredKinds } from '../facts/deferred-work';
import type { DeferredKind } from '../facts/deferred-work';
import { activityOf } from './calls';
import type { CallSite } from './calls';
import { reachedFrom } from './entry-points';
import { mentions } from './expression';
import type { Expression } from './expression';
import type { FunctionModel } from './functions';
import type { SourceModel } from './source';

export interface DeferredObject {
  readonly kind: DeferredKind;
  readonly name: string;
  /** Of the name. */
  readonly range: Range;
  /** Whether no other file can know it. */
  readonly isStatic: boolean;
  /** The functions of the source that it runs. */
  readonly runs: readonly FunctionModel[];
}

/** Everything of the kind that a source declares at its top. */
export function deferredObjectsOf(source: SourceModel): DeferredObject[] {
  return deferredKinds.flatMap((kind) => {
    const declared = source.variables
      .filter(({ type }) => kind.structs.includes(type.name) && type.pointers === 0)
      .map(({ name, range, isStatic, initial }) => ({
        name,
        range,
        isStatic,
        given: initial ? [initial] : [],
      }));
    const byMacro = source.invocations.flatMap(({ callee, operands: [first, ...given] }) =>
      kind.binds.has(callee) && first?.kind === 'name'
        ? [{ name: first.name, range: first.range, isStatic: true, given }]
        : [],
    );
    return [...declared, ...byMacro].map(({ given, ...object }) => ({
      ...object,
      kind,
      runs: functionsNamed(source, [...given, ...boundTo(source, kind, object.name)]),
    }));
  });
}

/** What the code of a source ties an object to: arguments of `tasklet_init(&t, f, 0)`, `t.function = f`. */
function boundTo(source: SourceModel, kind: DeferredKind, name: string): Expression[] {
  return source.functions.flatMap((definition) => {
    const { calls, assignments } = activityOf(definition);
    const arguments_ = calls
      .filter(({ callee, operands }) => kind.binds.has(callee) && mentions(operands, name))
      .flatMap(({ operands }) => operands);
    const assigned = assignments
      .filter(({ target }) => /^func(?:tion)?$/.test(target.kind === 'member' ? target.field : ''))
      .flatMap(({ target, value }) => (value && mentions([target], name) ? [value] : []));
    return [...arguments_, ...assigned];
  });
}

/** The functions that tasklets and timers run, also those of objects within other structures. */
export function atomicCallbacksOf(source: SourceModel): ReadonlySet<FunctionModel> {
  const binds = new Set(deferredKinds.flatMap((kind) => (kind.isAtomic ? [...kind.binds] : [])));
  const calls = [...source.invocations, ...source.functions.flatMap((one) => activityOf(one).calls)];
  const given = calls.flatMap(({ callee, operands }) => (binds.has(callee) ? operands.slice(1) : []));
  const named = given.map((operand) => (operand.kind === 'address' ? operand.operand : operand));
  return new Set(
    source.functions.filter(({ name }) => named.some((one) => one.kind === 'name' && one.name === name)),
  );
}

function functionsNamed({ functions }: SourceModel, expressions: readonly Expression[]): FunctionModel[] {
  return functions.filter(({ name }) => mentions(expressions, name));
}

/** The calls that functions make of one of the callees on an object. */
export function callsOn(
  functions: Iterable<FunctionModel>,
  callees: ReadonlySet<string>,
  name: string,
): CallSite[] {
  return [...functions].flatMap((definition) =>
    activityOf(definition).calls.filter(
      ({ callee, operands }) => callees.has(callee) && mentions(operands, name),
    ),
  );
}

/** The functions given, what they reach, and what runs later because of them. */
export function reachedLaterFrom(
  source: SourceModel,
  roots: Iterable<FunctionModel>,
): ReadonlySet<FunctionModel> {
  const objects = deferredObjectsOf(source);
  let reached = reachedFrom(source, roots);
  for (;;) {
    const now = reached;
    const armed = objects.filter(({ kind, name }) => callsOn(now, kind.arms, name).length > 0);
    const later = reachedFrom(source, [...now, ...armed.flatMap(({ runs }) => runs)]);
    if (later.size === now.size) return later;
    reached = later;
  }
}
