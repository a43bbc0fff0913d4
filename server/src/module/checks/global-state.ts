// global-state: packets or rules of all network namespaces in one variable of the module.
import { activityOf } from '../model/calls';
import { callsOn, deferredObjectsOf } from '../model/deferred';
import { entryPointsOf, reachedInRole } from '../model/entry-points';
import { mentions } from '../model/expression';
import type { SourceModel } from '../model/source';
import type { Finding } from '../../check';
import type { ModuleCheck } from './subject';

export const globalState: ModuleCheck = {
  code: 'global-state',
  tier: 'module',
  severity: 'warning',
  title: 'State outside of network namespaces',
  explanation: `A rule belongs to a network namespace, and so do its packets, their devices and their routes. A queue that is a variable
of the module mixes the packets of all namespaces: a busy one fills it for the others, and a namespace that goes away leaves
packets behind whose devices go away with it.

Keep the state in a struct for each namespace: \`register_pernet_subsys\` with \`.id\` and \`.size\`, and \`net_generic\` to get at it. Its
\`.exit\` purges what the namespace leaves.`,
  source: 'net/netfilter/xt_TEE.c, tee_net_ops; net/core/net_namespace.c, ops_exit_list',
  *run({ source, extensions }) {
    if (!extensions.some(({ side }) => side === 'kernel')) return;
    yield* sharedQueues(source);
    yield* sharedLists(source);
  },
};

/** Queues that a handler puts packets into. */
function* sharedQueues(source: SourceModel): Generator<Finding> {
  const handlers = reachedInRole(source, 'target', 'match');
  for (const { kind, name, range } of deferredObjectsOf(source)) {
    if (!kind.structs.includes('struct sk_buff_head')) continue;
    const [queued] = callsOn(handlers, kind.arms, name);
    if (!queued) continue;
    yield {
      range,
      message: `${name} holds packets of all network namespaces: one can fill it for the others, and one that goes away leaves packets in it whose devices are gone.`,
      related: [{ location: { uri: source.uri, range: queued.range }, message: 'A packet is put in here.' }],
    };
  }
}

const lists = new Set(['struct list_head', 'struct hlist_head', 'struct rb_root']);
const listMacros = new Set(['LIST_HEAD', 'HLIST_HEAD', 'DEFINE_HASHTABLE']);
const addsTo = /^(?:h?list_add\w*|rb_link_node|rb_insert_color|hash_add\w*)$/;

/** Lists that rules are put into, in a module that has nothing of its own for each namespace. */
function* sharedLists(source: SourceModel): Generator<Finding> {
  if (isPerNamespace(source)) return;
  const checks = reachedInRole(source, 'checkentry');
  const declared = [
    ...source.variables.filter(({ type }) => lists.has(type.name) && type.pointers === 0),
    ...source.invocations.flatMap(({ callee, operands: [first] }) =>
      listMacros.has(callee) && first?.kind === 'name' ? [first] : [],
    ),
  ];
  for (const { name, range } of declared) {
    const added = [...checks].some((definition) =>
      activityOf(definition).calls.some(
        ({ callee, operands }) => addsTo.test(callee) && mentions(operands, name),
      ),
    );
    if (!added) continue;
    yield {
      range,
      severity: 'hint',
      message: `${name} holds what rules of all network namespaces add: rules of one may meet the state of another.`,
    };
  }
}

function isPerNamespace(source: SourceModel): boolean {
  const perNet = entryPointsOf(source).some(({ role }) => role === 'pernet init' || role === 'pernet exit');
  const registers = source.functions.some((definition) =>
    activityOf(definition).calls.some(({ callee }) => callee.startsWith('register_pernet_')),
  );
  return perNet || registers;
}
