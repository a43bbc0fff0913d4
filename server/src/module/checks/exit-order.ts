// exit-order: what a module leaves behind when it is unloaded, or when it fails to load.
import type { Finding } from '../../check';
import { endsAllWork } from '../facts/deferred-work';
import { givesNothing, moduleResources } from '../facts/resources';
import { activityOf } from '../model/calls';
import type { CallSite } from '../model/calls';
import { callsOn, deferredObjectsOf } from '../model/deferred';
import type { DeferredObject } from '../model/deferred';
import { entryPointsOf, functionNamed, reachedFrom, reachedInRole } from '../model/entry-points';
import { mentions } from '../model/expression';
import type { CallExpression } from '../model/expression';
import type { FunctionModel } from '../model/functions';
import { departuresHolding } from '../model/held-resources';
import type { SourceModel } from '../model/source';
import type { Statement } from '../model/statements';
import { leavesOut } from './registration-fields';
import { insertBehind, swap } from './statement-edits';
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
      if (role === 'module_exit') yield* leftOnExit(definition, subject);
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

function* leftOnExit(exit: FunctionModel, subject: ModuleSubject): Generator<Finding> {
  const { source } = subject;
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
        ...endOnExit(object, exit, source),
      };
    } else {
      yield* endedTooEarly(object, exit, handlers, subject);
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

/** A call of the exit, or of a function that it calls, at the place of the exit where it happens. */
interface Step {
  readonly inner: CallSite;
  readonly range: CallSite['range'];
}

function stepsOf(exit: FunctionModel, source: SourceModel): Step[] {
  return activityOf(exit).calls.flatMap((call) => {
    const own = functionNamed(source, call.callee);
    const inner = own && own !== exit ? activityOf(own).calls : [call];
    return inner.map((one) => ({ inner: one, range: call.range }));
  });
}

/** Ended while a rule may still call the handler that arms it. */
function* endedTooEarly(
  { kind, name }: DeferredObject,
  exit: FunctionModel,
  handlers: ReadonlySet<FunctionModel>,
  { source, extensions }: ModuleSubject,
): Generator<Finding> {
  // A module cannot be unloaded while rules hold it (net/netfilter/x_tables.c, xt_find_target).
  const isHeld = extensions.every((extension) => extension.side !== 'kernel' || !leavesOut(extension, 'me'));
  const reprieve = isHeld ? ' Only .me makes that rare, because rules hold the module by it.' : '';
  const [arming] = callsOn(handlers, kind.arms, name);
  const steps = stepsOf(exit, source);
  const isEnd = ({ inner: { callee, operands } }: Step) => kind.ends.has(callee) && mentions(operands, name);
  const firstEnd = steps.findIndex(isEnd);
  const unregistering = steps.findIndex(({ inner }) => unregisters.test(inner.callee));
  const ended = steps[firstEnd];
  const unregistered = steps[unregistering]?.inner;
  if (!arming || !ended || !unregistered || firstEnd > unregistering) return;
  if (steps.slice(unregistering).some(isEnd)) return;
  yield {
    range: ended.range,
    message: `${ended.inner.callee} comes before ${unregistered.callee}: as long as the handler is registered it can set ${kind.what} ${name} going again, and then ${kind.consequence}.${reprieve}`,
    related: [
      {
        location: { uri: source.uri, range: unregistered.range },
        message: 'The extension is unregistered here.',
      },
      { location: { uri: source.uri, range: arming.range }, message: `The handler sets ${name} going here.` },
    ],
    ...swapSteps(ended.range, unregistered.range, exit, source),
  };
}

/** Ends a tasklet when the extension is unregistered, and empties a queue when nothing else is left to do. */
function endOnExit(
  { kind: { remedy }, name }: DeferredObject,
  { statements, readings }: FunctionModel,
  source: SourceModel,
): Pick<Finding, 'fixes'> {
  const calls = statements.filter(isCall);
  const isArray = source.variables.some((one) => one.name === name && one.type.dimensions.length > 0);
  if (readings || isArray || calls.length < statements.length) return {};
  const place =
    remedy === 'tasklet_kill'
      ? calls.find(({ expression }) => unregisters.test(expression.callee))
      : remedy === 'skb_queue_purge'
        ? calls.at(-1)
        : undefined;
  const statement = `${remedy}(&${name});`;
  return place
    ? { fixes: [{ title: `Add ${statement}`, edits: insertBehind(source, place, statement) }] }
    : {};
}

type CallStatement = Statement & { readonly kind: 'expression'; readonly expression: CallExpression };

function isCall(statement: Statement): statement is CallStatement {
  return statement.kind === 'expression' && statement.expression.kind === 'call';
}

/** Of two steps that follow each other, the second is taken first. */
function swapSteps(
  first: CallSite['range'],
  second: CallSite['range'],
  { statements, readings }: FunctionModel,
  source: SourceModel,
): Pick<Finding, 'fixes'> {
  const indexOf = (range: CallSite['range']) =>
    statements.findIndex((one) => one.kind === 'expression' && one.expression.range === range);
  const index = indexOf(first);
  const [ending, unregistering] = [statements[index], statements[index + 1]];
  if (readings || index < 0 || indexOf(second) !== index + 1 || !ending || !unregistering) return {};
  return { fixes: [{ title: 'Unregister first', edits: swap(source, ending, unregistering) }] };
}
