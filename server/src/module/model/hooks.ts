// The hooks at which rules of an extension can be: by its `.hooks`, else by the hooks of its `.table`. And which devices and
// routes a packet has there.
import type { Extension } from './extension';
import { knownConstants } from './known-constants';
import { activityOf } from './calls';
import { handlerOf, reachedFrom } from './entry-points';
import type { FunctionModel } from './functions';
import { operandsOf } from './expression';
import type { Expression } from './expression';

/** As rules name them, by NF_INET_… number (include/uapi/linux/netfilter.h). */
export const hookNames = ['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'] as const;

export type Hook = (typeof hookNames)[number];

/** Where each table has chains (net/ipv4/netfilter/iptable_*.c; ip6table_*.c are alike). */
const hooksOfTables: Readonly<Record<string, readonly Hook[]>> = {
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  security: ['INPUT', 'FORWARD', 'OUTPUT'],
  raw: ['PREROUTING', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
  mangle: hookNames,
  '': hookNames,
};

const families = new Set(
  ['NFPROTO_UNSPEC', 'NFPROTO_IPV4', 'NFPROTO_IPV6', 'NFPROTO_INET'].map((name) => knownConstants.get(name)),
);

/** Where x_tables admits rules of an extension of iptables or ip6tables; undefined when that is not known. */
export function admittedHooks({
  hooks,
  table,
  family,
  registration,
}: Extension): readonly Hook[] | undefined {
  if (hooks === undefined || table === undefined || !families.has(family)) return undefined;
  // Newer kernels have a function of the extension decide, by what the rule says.
  if (registration.fields.has('check_hooks')) return undefined;
  const ofTable = hooksOfTables[table];
  if (hooks === 0) return ofTable;
  return ofTable?.filter((hook) => Math.floor(hooks / 2 ** hookNames.indexOf(hook)) % 2 === 1);
}

/** Whether an extension may look at the hook itself: its checkentry at `hook_mask`, its handler at `xt_hooknum(par)`. */
export function asksForHook(extension: Extension): boolean {
  const { registration, source, kind } = extension;
  const check = handlerOf(extension, 'checkentry');
  if (registration.fields.has('checkentry') && !check) return true;
  return lookAtHook(reachedFrom(source, [check, handlerOf(extension, kind)]));
}

/** Whether functions look at the hook. */
export function lookAtHook(definitions: Iterable<FunctionModel>): boolean {
  return [...definitions].some((definition) => {
    const { expressions, accesses } = activityOf(definition);
    return expressions.some(namesHook) || accesses.some(({ name }) => hookWord.test(name));
  });
}

const hookWord =
  /^(?:hook_mask|hooknum|hook|xt_hooknum|NF_\w+(?:PRE_ROUTING|LOCAL_IN|FORWARD|LOCAL_OUT|POST_ROUTING))$/;

function namesHook(expression: Expression): boolean {
  const own =
    (expression.kind === 'member' && hookWord.test(expression.field)) ||
    (expression.kind === 'call' && hookWord.test(expression.callee)) ||
    (expression.kind === 'name' && hookWord.test(expression.name));
  return own || operandsOf(expression).some(namesHook);
}
