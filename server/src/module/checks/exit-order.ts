// exit-order: what a module leaves behind when it is unloaded, or when it fails to load.
import type { Finding } from '../../check';
import { endsAllWork } from '../facts/deferred-work';
import { givesNothing, moduleResources } from '../facts/resources';
import { activityOf } from '../model/calls';
import { callsOn, deferredObjectsOf } from '../model/deferred';
import type { DeferredObject } from '../model/deferred';
import { entryPointsOf, reachedFrom, reachedInRole } from '../model/entry-points';
import type { FunctionModel } from '../model/functions';
import { departuresHolding } from '../model/held-resources';
import type { SourceModel } from '../model/source';
import type { ModuleCheck, ModuleSubject } from './subject';

export const exitOrder: ModuleCheck = {
  code: 'exit-order',
  tier: 'module',
  severity: 'warning',
  title: 'What a module leaves behind',
  explanation: `When a module is unloaded, its code and its variables are gone. A tasklet, timer or work that is still to run then
calls code that is no longer there; packets in a queue are never freed, and the devices of their routes can never be
unregistered. What a handler sets going must be ended after the extension is unregistered: until then the handler may set it going
again. And when the module fails to load, what it has registered up to then must be undone, because its exit is not called.

Undo in the reverse order: unregister the extension first, then end what it set going, then purge what that left.`,
  source: 'net/netfilter/xt_TEE.c, tee_tg_init; kernel/module/main.c, do_init_module and free_module',
  *run(subject) {
    if (!subject.extensions.some(({ side }) => side === 'kernel')) return;
    for (const { role, function: definition } of entryPointsOf(subject.source)) {
      if (role === 'module_init') yield* leftOnFailure(definition, subject);
      if (role === 'module_exit') yield* leftOnExit(definition, subject.source);
    }
  },
};

/** Registered by an init that then fails. */
function* leftOnFailure(init: FunctionModel, { source, scope }: ModuleSubject): Generator<Finding> {
  for (const { range, fails, refused, holdings } of departuresHolding(init, moduleResources, source, scope)) {
    const [first] = holdings;
    if (!fails || !first) continue;
    const unlikely = refused !== undefined && registers.test(refused);
    yield {
      range,
      // Few kernels have a reason to refuse an extension (net/netfilter/x_tables.c, xt_register_target).
      ...(unlikely && { severity: 'hint' }),
      message: `${init.name} ${unlikely ? 'may fail' : 'can fail'} here, and what ${first.call.callee} registered stays: ${first.resource.consequence}.`,
      related: [
        {
          location: { uri: source.uri, range: first.call.range },
          message: `${first.resource.what} is registered here.`,
        },
      ],
    };
  }
}

/** Registered by an init, and nowhere unregistered. */
function* staysRegistered(exit: FunctionModel, source: SourceModel): Generator<Finding> {
  const calls = source.functions.flatMap((definition) => activityOf(definition).calls);
  const initial = [...reachedInRole(source, 'module_init')].flatMap(
    (definition) => activityOf(definition).calls,
  );
  const leaving = reachedFrom(source, [exit]);
  const isClosed = [...leaving].every((definition) => {
    const own = activityOf(definition);
    return !own.incomplete && own.calls.every(({ callee }) => isHarmless(callee) || isOwn(callee, leaving));
  });
  for (const resource of isClosed ? moduleResources : []) {
    const registering = initial.find(({ callee }) => resource.takes.has(callee));
    if (!registering || calls.some(({ callee }) => resource.gives.has(callee))) continue;
    yield {
      range: exit.nameRange,
      message: `${exit.name} leaves what ${registering.callee} registered: ${resource.consequence}.`,
      related: [
        {
          location: { uri: source.uri, range: registering.range },
          message: `${resource.what} is registered here.`,
        },
      ],
    };
  }
}

function* leftOnExit(exit: FunctionModel, source: SourceModel): Generator<Finding> {
  yield* staysRegistered(exit, source);
  const leaving = reachedInRole(source, 'module_exit', 'pernet exit');
  const handlers = reachedInRole(source, 'target', 'match');
  for (const object of deferredObjectsOf(source)) {
    const [armed] = callsOn(source.functions, object.kind.arms, object.name);
    if (!armed) continue;
    const ends = callsOn(leaving, object.kind.ends, object.name);
    if (ends.length === 0) {
      if (mayEndElsewhere(object, leaving)) continue;
      const { kind, name } = object;
      yield {
        range: exit.nameRange,
        message: `${exit.name} leaves ${kind.what} ${name} as it is: when the module is unloaded, ${kind.consequence}. Call ${kind.remedy} after unregistering.`,
        related: [
          { location: { uri: source.uri, range: object.range }, message: `${name} is declared here.` },
        ],
      };
    } else {
      yield* endedTooEarly(object, exit, handlers, source);
    }
  }
}

/** Whether the exit does anything else with the object, or calls what might. */
function mayEndElsewhere({ name, isStatic }: DeferredObject, leaving: ReadonlySet<FunctionModel>): boolean {
  return [...leaving].some((definition) => {
    const { calls, accesses, incomplete } = activityOf(definition);
    const mentioned = accesses.some((access) => access.name === name);
    const endsAll = calls.some(({ callee }) => endsAllWork.has(callee));
    const leads = !isStatic && calls.some(({ callee }) => !isHarmless(callee) && !isOwn(callee, leaving));
    return incomplete || mentioned || endsAll || leads;
  });
}

function isOwn(callee: string, functions: ReadonlySet<FunctionModel>): boolean {
  return [...functions].some(({ name }) => name === callee);
}

/** Functions of the kernel, which know nothing of a module's variables. */
function isHarmless(callee: string): boolean {
  const ends = /^(?:xt_unregister_|tasklet_|cancel_|del_timer|timer_|kfree)/.test(callee);
  return ends || givesNothing(callee) || moduleResources.some(({ gives }) => gives.has(callee));
}

const registers = /^xt_register_(?:target|match)(?:s|es)?$/;
const unregisters = /^xt_unregister_(?:target|match)(?:s|es)?$/;

/** Ended while a rule may still call the handler that arms it. */
function* endedTooEarly(
  { kind, name }: DeferredObject,
  exit: FunctionModel,
  handlers: ReadonlySet<FunctionModel>,
  source: SourceModel,
): Generator<Finding> {
  const [arming] = callsOn(handlers, kind.arms, name);
  const { calls } = activityOf(exit);
  const isEnd = (call: (typeof calls)[number]) => callsOn([exit], kind.ends, name).includes(call);
  const firstEnd = calls.findIndex(isEnd);
  const unregistering = calls.findIndex(({ callee }) => unregisters.test(callee));
  const ended = calls[firstEnd];
  const unregistered = calls[unregistering];
  if (!arming || !ended || !unregistered || firstEnd > unregistering) return;
  if (calls.slice(unregistering).some(isEnd)) return;
  yield {
    range: ended.range,
    message: `${ended.callee} comes before ${unregistered.callee}: until then a rule can set ${kind.what} ${name} going again, and ${kind.consequence}.`,
    related: [
      {
        location: { uri: source.uri, range: unregistered.range },
        message: 'The extension is unregistered here.',
      },
      { location: { uri: source.uri, range: arming.range }, message: `The handler sets ${name} going here.` },
    ],
  };
}
