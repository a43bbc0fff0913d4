// hooks-missing: a handler that needs the packet's route, registered for hooks where it has none that serves.
import type { Finding } from '../../check';
import { copiesPacket, packetSource } from '../facts/kernel-functions';
import { activityOf } from '../model/calls';
import { reachedLaterFrom } from '../model/deferred';
import { handlerOf } from '../model/entry-points';
import type { Extension } from '../model/extension';
import { fieldRange } from '../model/extension-ranges';
import type { Expression } from '../model/expression';
import type { FunctionModel } from '../model/functions';
import { admittedHooks, asksForHook } from '../model/hooks';
import { uncheckedUses } from '../model/unchecked-pointer';
import { addField, leavesOut } from './registration-fields';
import type { ModuleCheck } from './subject';

export const hooksMissing: ModuleCheck = {
  code: 'hooks-missing',
  tier: 'module',
  severity: 'warning',
  title: 'Hooks that a handler needs',
  explanation: `A packet has no route in PREROUTING: \`skb_dst(skb)\` is NULL, and reading through it makes the kernel oops. In INPUT its route leads to
this host, and a copy that is routed anew by \`ip_route_me_harder\` comes back to it. Without \`.hooks\`, x_tables admits rules in all
chains of the table.

Name the hooks where the handler works: \`.hooks = (1 << NF_INET_FORWARD) | (1 << NF_INET_LOCAL_OUT)\`. A rule elsewhere is then refused.`,
  source: 'net/ipv4/netfilter.c, ip_route_me_harder; net/netfilter/x_tables.c, xt_check_target',
  *run({ extensions }) {
    for (const extension of extensions) {
      const handler = extension.side === 'kernel' ? handlerOf(extension, extension.kind) : undefined;
      if (!handler || !leavesOut(extension, 'hooks')) continue;
      const finding = routesCopies(extension, handler) ?? readsRoute(extension, handler);
      if (finding && !asksForHook(extension)) yield finding;
    }
  },
};

const reroutes = new Set(['ip_route_me_harder', 'ip6_route_me_harder']);

/** A copy of the packet, as it is, is routed anew; a reply that is made anew has addresses of its own. */
function routesCopies(extension: Extension, handler: FunctionModel): Finding | undefined {
  if (!admittedHooks(extension)?.includes('INPUT')) return undefined;
  const reached = reachedLaterFrom(extension.source, [handler]);
  const calls = [...reached].flatMap((definition) => activityOf(definition).calls);
  const rerouting = calls.find(({ callee }) => reroutes.has(callee));
  const gives = calls
    .map(({ callee }) => callee)
    .filter((callee) => packetSource(callee)?.lacks === 'memory');
  const isCopy = gives.length > 0 && gives.every(copiesPacket);
  if (!rerouting || !isCopy) return undefined;
  return {
    range: fieldRange(extension, 'hooks'),
    message: `${extension.name} routes copies anew but has no .hooks: a rule in INPUT is admitted, where the route of a packet leads to this host and so does its copy's.`,
    related: [
      {
        location: { uri: extension.source.uri, range: rerouting.range },
        message: `${rerouting.callee} routes the copy here.`,
      },
    ],
    ...addField(extension.registration, '.hooks = (1 << NF_INET_FORWARD) | (1 << NF_INET_LOCAL_OUT)'),
  };
}

/** `skb_dst(skb)->dev` without a question, where PREROUTING is admitted. */
function readsRoute(extension: Extension, handler: FunctionModel): Finding | undefined {
  if (!admittedHooks(extension)?.includes('PREROUTING')) return undefined;
  const packet = handler.parameters[0]?.name;
  const isRoute = (expression: Expression) =>
    expression.kind === 'call' &&
    (expression.callee === 'skb_dst' || expression.callee === 'skb_rtable') &&
    expression.operands[0]?.kind === 'name' &&
    expression.operands[0].name === packet;
  const asks = activityOf(handler).calls.some(
    ({ callee, use }) => callee === 'skb_valid_dst' || (isRouteName(callee) && use.kind === 'tested'),
  );
  const [range] = asks ? [] : uncheckedUses(handler, isRoute);
  if (!range) return undefined;
  return {
    range,
    severity: 'error',
    message: `${handler.name} reads the packet's route, and ${extension.name} has no .hooks: in PREROUTING there is no route yet, and the first packet of a rule there makes the kernel oops.`,
    related: [
      {
        location: { uri: extension.source.uri, range: fieldRange(extension, 'hooks') },
        message: 'Registered for all hooks of the table here.',
      },
    ],
  };
}

function isRouteName(callee: string): boolean {
  return callee === 'skb_dst' || callee === 'skb_rtable' || callee === 'skb_dst_force';
}
