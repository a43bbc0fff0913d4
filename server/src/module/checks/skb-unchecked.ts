// skb-unchecked: the NULL of a function that could not give a packet is used like one.
import type { Finding } from '../../check';
import { packetSource } from '../facts/kernel-functions';
import { activityOf } from '../model/calls';
import { packetCallsOf } from '../model/packets/calls';
import { packetsOf } from '../model/packets/faults';
import type { Scope } from '../model/scope';
import type { SourceModel } from '../model/source';
import type { ModuleCheck } from './subject';

export const skbUnchecked: ModuleCheck = {
  code: 'skb-unchecked',
  tier: 'module',
  severity: 'error',
  title: 'Packets that may be NULL',
  explanation: `\`skb_clone()\`, \`pskb_copy()\`, \`alloc_skb()\` and the like return NULL when no memory is left, which is just when a
machine is busy with packets; \`skb_dequeue()\` and \`skb_dequeue_tail()\` return NULL when the queue is empty, which happens whenever
somebody else was faster. Using that as a packet is an oops in the middle of the network stack.

Test what the call returned, and leave if it is NULL.`,
  source: 'net/core/skbuff.c, skb_dequeue_tail, pskb_copy, skb_clone',
  *run({ source, scope, extensions }) {
    // Elsewhere a queue may be known to hold something by what has been agreed on with others.
    const knowsQueues = !extensions.some(({ side }) => side === 'kernel');
    for (const { variable, faults } of packetsOf(source, scope)) {
      for (const { kind, range, site, by } of faults) {
        if (kind !== 'unchecked') continue;
        const { callee } = site.call;
        const line = site.range.start.line + 1;
        const ofQueue = packetSource(callee)?.lacks === 'queue';
        if (ofQueue && knowsQueues) continue;
        const why = ofQueue ? 'the queue is empty' : 'no memory is left';
        const use = by ? `${by.callee}() follows` : 'this follows';
        yield {
          range,
          message: `${variable} is NULL here when ${callee}() on line ${line} returns NULL, because ${why}: ${use} a null pointer, an oops.`,
          related: [
            {
              location: { uri: source.uri, range: site.range },
              message: `${variable} comes from here, unchecked.`,
            },
          ],
        };
      }
    }
    yield* passedAtOnce(source, scope);
  },
};

/** `netif_rx(skb_clone(skb, GFP_ATOMIC))`, where nobody can ask. */
function* passedAtOnce({ functions }: SourceModel, scope: Scope): Generator<Finding> {
  const known = packetCallsOf(scope);
  for (const { call, callee, operands } of functions.flatMap((one) => activityOf(one).calls)) {
    for (const operand of operands) {
      if (operand.kind !== 'call' || packetSource(operand.callee)?.lacks !== 'memory') continue;
      if (!known.gives(operand, new Map())?.maybeNull) continue;
      const passed = known.effectOf(call, operand);
      if (!passed?.failsOnNull || passed.effect === 'ignores') continue;
      yield {
        range: operand.range,
        message: `${operand.callee}() returns NULL when no memory is left: ${callee}() follows a null pointer then, an oops.`,
      };
    }
  }
}
