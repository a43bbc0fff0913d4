// Call → what becomes of a packet that is passed, from the facts about the kernel's functions and, of functions of the
// same source and its headers, from following the packet through them.
import { packetEffect, packetSource, replacesPacket } from '../../facts/kernel-functions';
import type { PacketEffect } from '../../facts/kernel-functions';
import { activityOf } from '../calls';
import { followPointer } from '../control-flow/paths';
import type { Facts } from '../control-flow/facts';
import { signs, unknownValue } from '../control-flow/values';
import { namesIn } from '../expression';
import type { CallExpression, Expression } from '../expression';
import type { FunctionModel } from '../functions';
import { givenPacket, knowsQueue, nullPacket, otherPacket, PacketLifetime, resultOf } from './lifetime';
import type { GivenPacket, PacketCalls, PacketExit, PacketState, PassedPacket } from './lifetime';
import type { Scope } from '../scope';
import type { TypeReference } from '../type-reference';

/** Whether a type is `struct sk_buff *`. */
export function isPacket({ name, pointers, dimensions }: TypeReference): boolean {
  return name === 'struct sk_buff' && pointers === 1 && dimensions.length === 0;
}

const known = new WeakMap<Scope, ScopedPacketCalls>();

/** What calls do with packets, as the names of a scope mean it. */
export function packetCallsOf(scope: Scope): PacketCalls {
  const calls = known.get(scope) ?? new ScopedPacketCalls(scope);
  known.set(scope, calls);
  return calls;
}

class ScopedPacketCalls implements PacketCalls {
  private readonly effects = new Map<string, PassedPacket | undefined>();
  private readonly givers = new Map<string, GivenPacket | undefined>();

  constructor(private readonly scope: Scope) {}

  effectOf({ callee, operands }: CallExpression, argument: Expression): PassedPacket | undefined {
    const own = this.definitionsOf(callee);
    if (own.length === 0) {
      const effect = this.isOfKernel(callee) ? packetEffect(callee) : undefined;
      if (!effect) return undefined;
      const failed = { gone: { signs: signs.negative }, kept: { signs: signs.zero } };
      const results = effect === 'frees on failure' ? failed : unknownResults;
      return { effect, failsOnNull: effect !== 'frees', results };
    }
    const [definition] = own;
    const parameter = definition?.parameters[operands.indexOf(argument)];
    if (own.length > 1 || !definition || !parameter || !isPacket(parameter.type)) return undefined;
    const passed = this.effectOfParameter(definition, parameter.name);
    // What it returns may be the packet by another name.
    const hidden = passed?.effect === 'uses' && definition.returnType.pointers > 0;
    return hidden ? undefined : passed;
  }

  gives({ callee, operands }: CallExpression, facts: Facts): GivenPacket | undefined {
    const own = this.definitionsOf(callee);
    const [definition] = own;
    if (definition) return own.length === 1 ? this.givenBy(definition) : undefined;
    const source = this.isOfKernel(callee) ? packetSource(callee) : undefined;
    if (!source) return undefined;
    const certain =
      source.lacks === 'queue'
        ? knowsQueue(operands[0], facts)
        : operands.some((operand) => namesIn(operand).includes('__GFP_NOFAIL'));
    return { maybeNull: !certain, mustFree: !source.maySame };
  }

  replaces({ callee }: CallExpression): boolean {
    return this.definitionsOf(callee).length === 0 && replacesPacket(callee);
  }

  private definitionsOf(name: string): FunctionModel[] {
    return this.scope.files.flatMap(({ functions }) => functions.filter((one) => one.name === name));
  }

  /** A macro that calls the function it is named after only fits its arguments to another kernel. */
  private isOfKernel(name: string): boolean {
    const macros = this.scope.files.flatMap((file) => file.macros.get(name) ?? []);
    return macros.every(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
  }

  private effectOfParameter(definition: FunctionModel, parameter: string): PassedPacket | undefined {
    const key = `${definition.name} ${parameter}`;
    if (!this.effects.has(key)) {
      // While it is worked out, a function that calls itself is one that nobody knows.
      this.effects.set(key, undefined);
      const exits = this.exitsOf(definition, parameter, givenPacket);
      const summary = exits && summarize(exits);
      const onNull = summary && this.exitsOf(definition, parameter, nullPacket);
      this.effects.set(key, summary && { ...summary, failsOnNull: onNull?.length === 0 });
    }
    return this.effects.get(key);
  }

  /** Where a function is left that is given such a packet; undefined when it cannot be followed. */
  private exitsOf(definition: FunctionModel, parameter: string, start: PacketState) {
    const lifetime = new PacketLifetime(this);
    const followed = followPointer(definition, parameter, start, lifetime, this.scope);
    return followed ? lifetime.exits : undefined;
  }

  private givenBy(definition: FunctionModel): GivenPacket | undefined {
    const { name, returnType } = definition;
    if (!isPacket(returnType)) return undefined;
    if (!this.givers.has(name)) {
      this.givers.set(name, undefined);
      this.givers.set(name, this.followReturned(definition));
    }
    return this.givers.get(name);
  }

  /** Whether everything that a function returns is a packet that its caller must free, or NULL. */
  private followReturned(definition: FunctionModel): GivenPacket | undefined {
    let maybeNull = false;
    for (const { value } of activityOf(definition).returns) {
      if (value?.kind === 'number' || (value?.kind === 'name' && value.name === 'NULL')) {
        maybeNull = true;
      } else if (value?.kind === 'call') {
        const given = this.gives(value, new Map());
        if (!given?.mustFree) return undefined;
        maybeNull ||= given.maybeNull;
      } else if (value?.kind === 'name') {
        const given = this.followVariable(definition, value.name);
        if (!given) return undefined;
        maybeNull ||= given.maybeNull;
      } else {
        return undefined;
      }
    }
    return { maybeNull, mustFree: true };
  }

  private followVariable(definition: FunctionModel, variable: string) {
    const local = activityOf(definition).locals.filter(({ name }) => name === variable);
    if (local.length !== 1) return undefined;
    const lifetime = new PacketLifetime(this);
    if (!followPointer(definition, variable, otherPacket, lifetime, this.scope)) return undefined;
    const returned = lifetime.exits.filter(({ result, doubtful }) => result?.isPointer && !doubtful);
    const isNull = ({ result }: PacketExit) => result?.signs === signs.zero;
    if (!returned.every((exit) => isNull(exit) || exit.state.status === 'owned')) return undefined;
    return { maybeNull: returned.some(isNull) };
  }
}

const unknownResults = { gone: unknownValue, kept: unknownValue };

/** The one effect that all ends of a function agree on, or that its result tells apart. */
function summarize(all: readonly PacketExit[]): Pick<PassedPacket, 'effect' | 'results'> | undefined {
  const exits = all.filter(({ doubtful }) => !doubtful);
  const gone = exits.filter(({ state }) => state.ofCaller && state.status === 'gone');
  const kept = exits.filter(({ state }) => state.ofCaller && state.status === 'given');
  if (gone.length + kept.length < exits.length || exits.length === 0) return undefined;
  const results = { gone: resultOf(gone), kept: resultOf(kept) };
  const effect = effectBy(gone, results.gone.signs, kept, results.kept.signs);
  return effect && { effect, results };
}

function effectBy(
  gone: readonly PacketExit[],
  whenGone: number,
  kept: readonly PacketExit[],
  whenKept: number,
): PacketEffect | undefined {
  if (gone.length === 0) return 'uses';
  if (kept.length === 0) return gone.some(({ state }) => state.site?.effect === 'sends') ? 'sends' : 'frees';
  if ((whenGone & whenKept) !== signs.none) return undefined;
  if (whenKept === signs.zero) return 'frees on failure';
  return whenGone === signs.zero ? 'frees on success' : undefined;
}
