// Source → the copies of packets that its targets send into the stack, at once or later from a queue: where they come by
// the rules again, they meet the target that made them.
import { packetEffect, copiesPacket, hooksOfSending } from '../../facts/kernel-functions';
import { activityOf } from '../calls';
import type { CallSite } from '../calls';
import { reachedLaterFrom } from '../deferred';
import { handlerOf } from '../entry-points';
import type { Expression } from '../expression';
import type { Extension } from '../extension';
import type { FunctionModel } from '../functions';
import type { Hook } from '../hooks';
import type { SourceModel } from '../source';

export interface Reinjection {
  readonly extension: Extension;
  readonly handler: FunctionModel;
  /** What the handler leads to, now or later. */
  readonly reached: ReadonlySet<FunctionModel>;
  /** The call that sends the copy. */
  readonly sent: CallSite;
  readonly variable: string;
  /** The hooks that the copy comes to. */
  readonly hooks: readonly Hook[];
}

/** Every copy that a target of the source sends. */
export function reinjectionsOf(source: SourceModel, extensions: readonly Extension[]): Reinjection[] {
  return extensions.flatMap((extension) => {
    const isTarget = extension.side === 'kernel' && extension.kind === 'target';
    const handler = isTarget ? handlerOf(extension, 'target') : undefined;
    if (!handler) return [];
    const reached = reachedLaterFrom(source, [handler]);
    return sentCopies(reached).map((sending) => ({ extension, handler, reached, ...sending }));
  });
}

type SentCopy = Pick<Reinjection, 'sent' | 'variable' | 'hooks'>;

function sentCopies(reached: ReadonlySet<FunctionModel>): SentCopy[] {
  const functions = [...reached];
  const givers = new Set(functions.filter(makesCopies).map(({ name }) => name));
  if (givers.size === 0) return [];
  const isCopy = (value: Expression) =>
    value.kind === 'call' && (copiesPacket(value.callee) || givers.has(value.callee));
  const queues = functions.every((definition) => queuesOnly(definition, isCopy));
  const isQueued = (value: Expression) => value.kind === 'call' && /^(?:__)?skb_dequeue/.test(value.callee);
  return functions.flatMap((definition) =>
    sendingsIn(definition, (value) => isCopy(value) || (queues && isQueued(value))),
  );
}

function makesCopies(definition: FunctionModel): boolean {
  return activityOf(definition).calls.some(({ callee }) => copiesPacket(callee));
}

/** Whether nothing goes into a queue but copies. */
function queuesOnly(definition: FunctionModel, isCopy: (value: Expression) => boolean): boolean {
  return activityOf(definition)
    .calls.filter(({ callee }) => packetEffect(callee) === 'keeps')
    .every(({ operands }) => operands.some((operand) => holdsOnly(definition, operand, isCopy)));
}

function sendingsIn(definition: FunctionModel, isCopy: (value: Expression) => boolean): SentCopy[] {
  return activityOf(definition).calls.flatMap((sent) => {
    const hooks = hooksOfSending(sent.callee);
    const copy = sent.operands.find((operand) => holdsOnly(definition, operand, isCopy));
    return hooks && copy?.kind === 'name' ? [{ sent, variable: copy.name, hooks }] : [];
  });
}

/** Whether a variable is never given anything but such values, or NULL. */
function holdsOnly(
  definition: FunctionModel,
  variable: Expression,
  isWanted: (value: Expression) => boolean,
): boolean {
  if (variable.kind !== 'name') return false;
  const { assignments } = activityOf(definition);
  const given = assignments.filter(({ target }) => target.kind === 'name' && target.name === variable.name);
  const wanted = given.filter(({ value }) => value && isWanted(value));
  const others = given.filter((site) => !wanted.includes(site));
  // A parameter is something else until it is overwritten.
  const isParameter = definition.parameters.some(({ name }) => name === variable.name);
  if (isParameter && !wanted.some(({ conditional }) => !conditional)) return false;
  return wanted.length > 0 && others.every(({ value }) => value?.kind === 'number' && value.value === 0);
}
