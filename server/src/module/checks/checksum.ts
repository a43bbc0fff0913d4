// checksum: an IPv4 header that is written and keeps the checksum it had.
import { activityOf } from '../model/calls';
import type { AssignmentSite } from '../model/calls';
import { operandsOf } from '../model/expression';
import type { Expression } from '../model/expression';
import type { FunctionModel } from '../model/functions';
import { packetFunctionsOf } from '../model/packets/path';
import type { ModuleCheck } from './subject';

export const checksum: ModuleCheck = {
  code: 'checksum',
  tier: 'module',
  severity: 'warning',
  title: 'Headers with an old checksum',
  explanation: `The checksum of an IPv4 header covers all of it. Whoever changes a field of a packet that goes on must put the checksum
right: the next router, and this host's own stack if the packet has not been through it, throws away what doesn't add up, without a
word.

Call \`ip_send_check(iph)\` after the last change, or \`csum_replace2(&iph->check, old, new)\` for each. \`ip_local_out()\` does it by
itself. An address is part of the checksum of TCP and UDP too: \`inet_proto_csum_replace4()\`.`,
  source:
    'net/ipv4/ip_input.c, ip_rcv_core; net/ipv4/netfilter/nf_dup_ipv4.c; include/net/ip.h, ip_decrease_ttl',
  *run({ source, scope }) {
    const reached = packetFunctionsOf(source, ['target']).map((one) => one.function);
    const written = reached.flatMap(headerWrites);
    // Whatever may have to do with checksums is taken for what puts this one right.
    const [first] = written;
    const own = new Set(reached.map(({ name }) => name));
    if (!first || reached.some((definition) => mayCareForChecksum(definition, own))) return;
    if (scope.files.some(hasOwnChecksums)) return;
    const fields = [...new Set(written.map(fieldOf))].join(', ');
    yield {
      range: first.range,
      message: `The IPv4 header is changed (${fields}) and its checksum is not: whoever receives the packet throws it away.`,
    };
  },
};

const fields = new Set('tos ttl protocol saddr daddr id frag_off tot_len'.split(' '));

function headerWrites(definition: FunctionModel): AssignmentSite[] {
  const { assignments, locals } = activityOf(definition);
  const headers = new Set(
    [...definition.parameters, ...locals]
      .filter(({ type }) => type.name === 'struct iphdr' && type.pointers === 1)
      .map(({ name }) => name),
  );
  return assignments.filter(({ target }) => {
    if (target.kind !== 'member' || !fields.has(target.field)) return false;
    const { operand } = target;
    return operand.kind === 'call'
      ? operand.callee === 'ip_hdr'
      : operand.kind === 'name' && headers.has(operand.name);
  });
}

function fieldOf({ target }: AssignmentSite): string {
  return target.kind === 'member' ? target.field : '';
}

/** Any function that nobody here knows may do it. */
function mayCareForChecksum(definition: FunctionModel, own: ReadonlySet<string>): boolean {
  const cares = (expression: Expression): boolean => {
    if (expression.kind === 'member' && knowing.test(expression.field)) return true;
    if (expression.kind === 'call' && !own.has(expression.callee)) {
      if (knowing.test(expression.callee) || !harmless.test(expression.callee)) return true;
    }
    return operandsOf(expression).some(cares);
  };
  return definition.incomplete || activityOf(definition).expressions.some(cares);
}

const knowing = /csum|check|sum|local_out|ip_output|dst_output|queue_xmit|nat|mangle|alloc_skb|skb_put|send/i;

/** Calls that leave a header as it is. */
const harmless =
  /^(?:ip_hdr|ip_hdrlen|skb_\w+|pskb_\w+|hton[sl]|ntoh[sl]|likely|unlikely|xt_\w+|pr_\w+|printk|net_ratelimit|__constant_hton[sl]|memcmp|IS_ERR|max|min|max_t|min_t|BIT|tcp_hdr|udp_hdr)$/;

function hasOwnChecksums({ macros }: { readonly macros: ReadonlyMap<string, unknown> }): boolean {
  return [...macros.keys()].some((name) => /csum|checksum/i.test(name));
}
