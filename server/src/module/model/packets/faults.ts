// Source → what is wrong with the packets in its functions: every packet of every function, followed on its own. Worked out
// once for all checks that report of it.
import { packetEffect, packetSource } from '../../facts/kernel-functions';
import { groupBy } from '../../group-by';
import { activityOf } from '../calls';
import { followPointer } from '../control-flow/paths';
import { readingsOf } from '../functions';
import type { FunctionModel } from '../functions';
import { isPacket, packetCallsOf } from './calls';
import { givenPacket, otherPacket, PacketLifetime } from './lifetime';
import type { PacketExit, PacketFault, PacketSite } from './lifetime';
import type { Scope } from '../scope';
import type { SourceModel } from '../source';

/** What was found out about one packet variable of a function. */
export interface FollowedPacket {
  readonly function: FunctionModel;
  readonly variable: string;
  readonly faults: readonly PacketFault[];
  readonly exits: readonly PacketExit[];
}

const known = new WeakMap<Scope, Map<SourceModel, readonly FollowedPacket[]>>();

/** Every packet of a source that could be followed. */
export function packetsOf(source: SourceModel, scope: Scope): readonly FollowedPacket[] {
  const ofScope = known.get(scope) ?? new Map<SourceModel, readonly FollowedPacket[]>();
  known.set(scope, ofScope);
  const packets = ofScope.get(source) ?? source.functions.flatMap((definition) => follow(definition, scope));
  ofScope.set(source, packets);
  return packets;
}

function follow(definition: FunctionModel, scope: Scope): FollowedPacket[] {
  const packets = readingsOf(definition).flatMap((reading) => followReading(reading, scope));
  if (!definition.readings) return packets;
  const byVariable = groupBy(packets, ({ variable }) => variable);
  return [...byVariable].map(([variable, same]) => ({
    function: definition,
    variable,
    faults: [
      ...groupBy(
        same.flatMap(({ faults }) => faults),
        placeOf,
      ).values(),
    ].flatMap(([first]) => first ?? []),
    exits: same.flatMap(({ exits }) => exits),
  }));
}

function placeOf({ kind, range: { start } }: PacketFault): string {
  return `${kind} ${start.line}:${start.character}`;
}

function followReading(definition: FunctionModel, scope: Scope): FollowedPacket[] {
  if (!isOfInterest(definition, scope)) return [];
  const { parameters } = definition;
  const variables = [...parameters, ...activityOf(definition).locals];
  // Of two variables of one name nobody says here which is meant.
  const single = variables.filter(
    ({ name }) => variables.filter((other) => other.name === name).length === 1,
  );
  return single
    .filter(({ type, isStatic }) => isPacket(type) && !isStatic)
    .flatMap((variable) => {
      const lifetime = new PacketLifetime(packetCallsOf(scope));
      const start = parameters.includes(variable) ? givenPacket : otherPacket;
      const followed = followPointer(definition, variable.name, start, lifetime, scope);
      const { exits } = lifetime;
      const faults = lifetime.faults.filter(({ site }) => !isUnasked(definition, site));
      return followed ? [{ function: definition, variable: variable.name, faults, exits }] : [];
    });
}

/** Who doesn't ask whether a call has freed the packet knows, it seems, that it cannot fail. */
function isUnasked(definition: FunctionModel, { effect, call }: PacketSite): boolean {
  if (effect !== 'frees on failure' && effect !== 'frees on success') return false;
  const { calls } = activityOf(definition);
  return calls.some((site) => site.call === call && site.use.kind === 'dropped');
}

/** Most functions only look at packets. */
function isOfInterest(definition: FunctionModel, scope: Scope): boolean {
  return activityOf(definition).calls.some(({ callee }) => {
    const effect = packetEffect(callee);
    if (packetSource(callee) || (effect && effect !== 'uses' && effect !== 'ignores')) return true;
    return scope.files.some(({ functions }) => functions.some(({ name }) => name === callee));
  });
}
