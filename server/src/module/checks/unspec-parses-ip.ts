// unspec-parses-ip: an extension for every family whose handler takes each packet for one of IP.
import { activityOf } from '../model/calls';
import type { CallSite } from '../model/calls';
import { handlerOf, reachedFrom } from '../model/entry-points';
import { operandsOf } from '../model/expression';
import type { Expression } from '../model/expression';
import { fieldRange } from '../model/extension-ranges';
import type { FunctionModel } from '../model/functions';
import type { ModuleCheck } from './subject';

export const unspecParsesIp: ModuleCheck = {
  code: 'unspec-parses-ip',
  tier: 'module',
  severity: 'warning',
  title: 'IP header of any packet',
  explanation: `NFPROTO_UNSPEC registers an extension for every family: rules of ip6tables, arptables and ebtables may use it too. A handler that
reads an IP header then reads something else there: it decides by bytes that mean nothing, and may read past the end of the packet. The
kernel's own extensions were mended for that in 2024 (CVE-2024-50038).

Register it for NFPROTO_IPV4 and NFPROTO_IPV6, with a handler each, or ask \`xt_family(par)\` first.`,
  source: 'net/netfilter/x_tables.c, xt_find_target; CVE-2024-50038',
  *run({ source, extensions }) {
    const told = new Set<unknown>();
    for (const extension of extensions) {
      const { side, family, kind, registration } = extension;
      const handler = side === 'kernel' && family === 0 ? handlerOf(extension, kind) : undefined;
      const check = handlerOf(extension, 'checkentry');
      if (!handler || told.has(handler) || (registration.fields.has('checkentry') && !check)) continue;
      told.add(handler);
      const reached = [...reachedFrom(source, [handler, check])];
      if (reached.some(asksForFamily)) continue;
      const [parsed] = reached.flatMap(headersReadIn);
      if (!parsed || told.has(parsed.call)) continue;
      told.add(parsed.call);
      yield {
        range: parsed.call.range,
        message: `${extension.name} is registered for every family, so ${parsed.call.callee} here is also given packets of ${parsed.version === 4 ? 'IPv6' : 'IPv4'} and ARP: what is read there is no such header.`,
        related: [
          {
            location: { uri: source.uri, range: fieldRange(extension, 'family') },
            message: 'Registered for every family here.',
          },
        ],
      };
    }
  },
};

interface ReadHeader {
  readonly call: CallSite;
  readonly version: 4 | 6;
}

/** Where a function takes the network header for one of IP: `ip_hdr(skb)`, `struct iphdr *iph = skb_network_header(skb)`. */
function headersReadIn(definition: FunctionModel): ReadHeader[] {
  const { calls, locals } = activityOf(definition);
  return calls.flatMap((call): ReadHeader[] => {
    const { callee, use, operands } = call;
    if (callee === 'ip_hdr' || callee === 'ipv6_hdr') return [{ call, version: callee === 'ip_hdr' ? 4 : 6 }];
    const isNetwork =
      callee === 'skb_network_header' ||
      (callee === 'skb_header_pointer' && operands[1]?.kind === 'number' && operands[1].value === 0);
    const to = use.kind === 'assigned' && use.to.kind === 'name' ? use.to.name : undefined;
    const type = isNetwork ? locals.find(({ name }) => name === to)?.type.name : undefined;
    const version = type === 'struct iphdr' ? 4 : type === 'struct ipv6hdr' ? 6 : undefined;
    return version ? [{ call, version }] : [];
  });
}

const familyWord =
  /^(?:family|pf|version|l3num|l3proto|h_proto|xt_family|skb_protocol|nf_ct_l3num|eth_hdr|(?:NFPROTO|AF|PF|ETH_P)_\w+)$/;

/** Whether a function looks at anything that tells which protocol a packet is of. */
function asksForFamily(definition: FunctionModel): boolean {
  const { expressions, incomplete } = activityOf(definition);
  return incomplete || expressions.some(namesFamily);
}

function namesFamily(expression: Expression): boolean {
  return (
    familyWord.test(wordOf(expression)) ||
    isProtocolOfPacket(expression) ||
    operandsOf(expression).some(namesFamily)
  );
}

function wordOf(expression: Expression): string {
  if (expression.kind === 'member') return expression.field;
  if (expression.kind === 'call') return expression.callee;
  return expression.kind === 'name' ? expression.name : '';
}

/** `skb->protocol`; the field of that name in an IP header says something else. */
function isProtocolOfPacket(expression: Expression): boolean {
  if (expression.kind !== 'member' || expression.field !== 'protocol') return false;
  const { operand } = expression;
  return operand.kind === 'name' && operand.name.includes('skb');
}
