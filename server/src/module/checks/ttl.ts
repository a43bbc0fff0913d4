// ttl: a copy that is sent with the TTL, or hop limit, of its original.
import { packetEffect, packetSource } from '../facts/kernel-functions';
import { activityOf } from '../model/calls';
import { namesIn, operandsOf } from '../model/expression';
import type { Expression } from '../model/expression';
import { reinjectionsOf } from '../model/packets/reinjections';
import type { Reinjection } from '../model/packets/reinjections';
import type { SourceModel } from '../model/source';
import type { Scope } from '../model/scope';
import type { ModuleCheck } from './subject';

export const ttl: ModuleCheck = {
  code: 'ttl',
  tier: 'module',
  severity: 'warning',
  title: 'Copies that never grow old',
  explanation: `The TTL of a packet, of IPv6 the hop limit, ends what goes in a circle: whoever forwards it takes one off. A copy that a target
sends has not been forwarded. When it comes back, by a route or by another machine with such a rule, it is copied as young as it
was, and the circle goes on; the network fills with copies.

Take one off the copy, and send none when there is one left: \`iph->ttl--\` with \`ip_send_check(iph)\`, \`ipv6_hdr(copy)->hop_limit--\`.`,
  source: 'net/ipv4/netfilter/nf_dup_ipv4.c, nf_dup_ipv4; net/ipv4/ip_forward.c, ip_forward',
  *run({ source, scope, extensions }) {
    const reported = new Set<unknown>();
    for (const reinjection of reinjectionsOf(source, extensions)) {
      const { sent, handler, hooks } = reinjection;
      // What is received anew is forwarded, and loses one there.
      if (reported.has(sent) || !hooks.includes('POSTROUTING')) continue;
      if (speaksOfTtl(scope) || goesElsewhere(reinjection, source)) continue;
      reported.add(sent);
      yield {
        range: sent.range,
        message: `${sent.callee}() sends the copy with the TTL of its original: where copies come back they are copied again and again, because nothing ever takes one off.`,
        related: [
          {
            location: { uri: source.uri, range: handler.nameRange },
            message: `${handler.name} makes the copy.`,
          },
        ],
      };
    }
  },
};

/** Whether anything in the source or its headers has to do with it. */
function speaksOfTtl({ files }: Scope): boolean {
  return files.some(
    ({ functions, macros }) =>
      functions.some(
        (definition) => definition.incomplete || activityOf(definition).expressions.some(isTtl),
      ) || [...macros.values()].some((same) => same.some(({ text }) => /ttl|hop_limit/i.test(text))),
  );
}

function isTtl(expression: Expression): boolean {
  const { kind } = expression;
  if (kind === 'member' && /ttl|hop_limit|hoplimit/.test(expression.field)) return true;
  if (kind === 'call' && /ttl|hop_?limit|csum|store_bits|ip_forward/.test(expression.callee)) return true;
  return operandsOf(expression).some(isTtl);
}

/** Whether the copy is given to a function that nobody here knows. */
function goesElsewhere({ reached, variable }: Reinjection, { functions }: SourceModel): boolean {
  return [...reached].some((definition) =>
    activityOf(definition).calls.some(
      ({ callee, operands }) =>
        operands.some((operand) => namesIn(operand).includes(variable) && operand.kind !== 'member') &&
        packetEffect(callee) === undefined &&
        packetSource(callee) === undefined &&
        !functions.some(({ name }) => name === callee),
    ),
  );
}
