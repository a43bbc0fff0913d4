// noref-dst: a packet goes into a queue with a route that it holds no reference to.
import type { Finding } from '../../check';
import { copiesPacket, packetEffect } from '../facts/kernel-functions';
import { activityOf } from '../model/calls';
import { followPointer } from '../model/control-flow/paths';
import type { AssignOutcome, PassOutcome, Path, PointerRules, Result } from '../model/control-flow/rules';
import { unknownValue } from '../model/control-flow/values';
import { namesIn } from '../model/expression';
import type { CallExpression } from '../model/expression';
import { admittedHooks } from '../model/hooks';
import { isPacket } from '../model/packets/calls';
import { packetFunctionsOf } from '../model/packets/path';
import type { PacketFunction } from '../model/packets/path';
import { insertBefore } from './statement-edits';
import type { ModuleCheck, ModuleSubject } from './subject';

export const norefDst: ModuleCheck = {
  code: 'noref-dst',
  tier: 'module',
  severity: 'warning',
  title: 'Routes that a queued packet does not hold',
  explanation: `Since 2.6.36 a packet that is received borrows its route: \`skb_dst()\` is good until the RCU section it was found in ends, and
that is over when the packet has been through the stack. A copy borrows it just so. A packet that waits in a queue longer than that
points to a route which may have been freed meanwhile; whoever takes it out and uses \`skb_dst()\` reads freed memory.

Call \`skb_dst_force(skb)\` before the packet is queued, which takes a reference, or \`skb_dst_drop(skb)\` when it will be routed anew.`,
  source: 'include/net/dst.h, skb_dst_force; net/netfilter/nf_queue.c, __nf_queue',
  *run(subject) {
    const reached = packetFunctionsOf(subject.source);
    if (reached.some(({ function: definition }) => emptiesQueue(definition)) || isBeforeRouting(subject)) {
      return;
    }
    const seen = new Set<CallExpression>();
    for (const one of reached) {
      for (const { call, variable } of queuedIn(one, subject)) {
        if (seen.has(call)) continue;
        yield { ...describe(call, variable), ...holdBefore(call, variable, one, subject) };
        seen.add(call);
      }
    }
  },
};

function describe(call: CallExpression, variable: string): Finding {
  return {
    range: call.range,
    message: `${variable} goes into a queue with a route that it only borrows: skb_dst(${variable}) may be freed when it is taken out. skb_dst_force(${variable}) before this holds it.`,
  };
}

function holdBefore(
  { range }: CallExpression,
  variable: string,
  { function: definition }: PacketFunction,
  { source }: ModuleSubject,
): Pick<Finding, 'fixes'> {
  const statement = `skb_dst_force(${variable});`;
  const edits = insertBefore(source, definition, range, statement);
  return edits ? { fixes: [{ title: `Hold the route by ${statement}`, edits }] } : {};
}

/** What is taken out again at once needs no reference. */
function emptiesQueue(definition: PacketFunction['function']): boolean {
  return activityOf(definition).calls.some(({ callee }) =>
    /skb_(?:dequeue|queue_splice|queue_purge)/.test(callee),
  );
}

/** In PREROUTING a packet has no route yet. */
function isBeforeRouting({ extensions }: ModuleSubject): boolean {
  const kernel = extensions.filter(({ side }) => side === 'kernel');
  return kernel.every(
    (extension) => admittedHooks(extension)?.every((hook) => hook === 'PREROUTING') === true,
  );
}

interface Queued {
  readonly call: CallExpression;
  readonly variable: string;
}

function queuedIn({ function: definition, handler }: PacketFunction, { scope }: ModuleSubject): Queued[] {
  const [own] = definition.parameters;
  const { locals } = activityOf(definition);
  const queues = locals.filter(({ type }) => type.name === 'struct sk_buff_head' && type.pointers === 0);
  const localQueues = new Set(queues.map(({ name }) => name));
  return [...definition.parameters, ...locals]
    .filter(({ type }) => isPacket(type))
    .flatMap((variable) => {
      const rules = new BorrowedRoute(localQueues);
      const start = definition === handler && variable === own ? 'borrowed' : 'unknown';
      if (!followPointer(definition, variable.name, start, rules, scope)) return [];
      return [...rules.queued].map((call) => ({ call, variable: variable.name }));
    });
}

type Route = 'borrowed' | 'unknown';

/** After these a packet holds its route, or has none. */
const routes =
  /^(?:skb_dst_(?:force|drop|set|copy)\w*|skb_scrub_packet|ip6?_route_me_harder|skb_dst_update\w*)$/;

/** Follows whether a packet may have a route that it does not hold. */
class BorrowedRoute implements PointerRules<Route> {
  readonly queued = new Set<CallExpression>();

  constructor(private readonly localQueues: ReadonlySet<string>) {}

  keyOf = (state: Route) => state;
  accessed = ({ state }: Path<Route>) => state;
  stored = ({ state }: Path<Route>) => state;
  left = () => undefined;

  passed({ state, doubtful }: Path<Route>, call: CallExpression): readonly PassOutcome<Route>[] {
    const effect = packetEffect(call.callee);
    if (effect === 'keeps' && state === 'borrowed' && !doubtful && !this.isLocal(call)) this.queued.add(call);
    const stays = effect === 'uses' || effect === 'ignores';
    return [{ state: stays && !routes.test(call.callee) ? state : 'unknown' }];
  }

  addressPassed = (): readonly AssignOutcome<Route>[] => [{ state: 'unknown', value: unknownValue }];

  assigned = (_: Path<Route>, { call, ...value }: Result): readonly AssignOutcome<Route>[] => [
    { state: call && copiesPacket(call.callee) ? 'borrowed' : 'unknown', value },
  ];

  private isLocal(call: CallExpression): boolean {
    return call.operands.flatMap(namesIn).some((name) => this.localQueues.has(name));
  }
}
