// Functions → whether something in them may keep a copy of a packet from being copied again: a flag, a mark, a state of the
// packet or of the processor. Whatever may be such a guard counts as one.
import { packetEffect, packetSource } from '../../facts/kernel-functions';
import { activityOf } from '../calls';
import { namesIn, operandsOf } from '../expression';
import type { Expression } from '../expression';
import type { FunctionModel } from '../functions';

/** Whether any of the functions may be guarding. */
export function mayGuardCopies(functions: ReadonlySet<FunctionModel>): boolean {
  const own = new Set([...functions].map(({ name }) => name));
  const written = new Set([...functions].flatMap(namesWritten));
  return [...functions].some((definition) => {
    const { calls, accesses } = activityOf(definition);
    if (definition.incomplete || calls.some(({ callee }) => stateOfElsewhere.test(callee))) return true;
    if (accesses.some(({ name }) => tellingName.test(name))) return true;
    const ofRule = namesOfRuleData(definition);
    const isTelling = (expression: Expression): boolean => {
      if (expression.kind === 'name') return written.has(expression.name);
      if (expression.kind === 'call') {
        if (plainQuestion.test(expression.callee)) return false;
        const isKnown = own.has(expression.callee) || isOfPackets(expression.callee);
        if (!isKnown) return true;
      }
      if (expression.kind === 'member' && tellingFields.has(expression.field)) {
        return !namesIn(expression.operand).some((name) => ofRule.has(name));
      }
      return operandsOf(expression).some(isTelling);
    };
    return decidingExpressions(definition).some(isTelling);
  });
}

/** What asks for the state of this processor, of a flag or of the packet's connection. */
const stateOfElsewhere =
  /^(?:__|raw_)?(?:this_cpu|percpu|per_cpu|get_cpu|smp_processor_id|test_|atomic_|cmpxchg|xchg|nf_ct_|skb_nfct|skb_ext_|IPCB|IP6CB|skb->)|trylock/;

const tellingName = /dup|recurs|reent|nest|loop|busy|active|running|^current$/i;

/** Fields of a packet that tell a copy from an original. */
const tellingFields = new Set(
  'mark nfmark nfct _nfct nfctinfo cb pkt_type sk secmark priority tstamp skb_iif iif nf_trace ip_summed ttl hop_limit'.split(
    ' ',
  ),
);

/** What a module may ask of a packet that says nothing of where it comes from. */
const plainQuestion =
  /^(?:skb_queue_\w+|skb_dst|likely|unlikely|IS_ERR|IS_ERR_OR_NULL|WARN_ON|ip6?_route_\w+|net_ratelimit|printk_ratelimit)$/;

function isOfPackets(callee: string): boolean {
  return packetEffect(callee) !== undefined || packetSource(callee) !== undefined;
}

/** What branches depend on, also by way of a local variable. */
function decidingExpressions(definition: FunctionModel): readonly Expression[] {
  const { conditions, assignments } = activityOf(definition);
  const kept = assignments.flatMap(({ target, value }) => (target.kind === 'name' && value ? [value] : []));
  return [...conditions, ...kept];
}

/** Variables that point to the private data of the rule: what a rule says is the same for original and copy. */
function namesOfRuleData(definition: FunctionModel): ReadonlySet<string> {
  const types = new Set(definition.views.map(({ type }) => type.name));
  const variables = [...definition.parameters, ...activityOf(definition).locals];
  return new Set(variables.filter(({ type }) => types.has(type.name)).map(({ name }) => name));
}

/** Variables of the file that a function writes. */
function namesWritten(definition: FunctionModel): string[] {
  return activityOf(definition)
    .accesses.filter(({ kind }) => kind === 'write')
    .map(({ name }) => name);
}
