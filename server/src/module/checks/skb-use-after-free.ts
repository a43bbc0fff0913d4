// skb-use-after-free: a packet that is used, freed or returned to the kernel after it was freed or sent on.
import type { Finding } from '../../check';
import { entryPointsOf } from '../model/entry-points';
import { packetsOf } from '../model/packets/faults';
import type { FollowedPacket } from '../model/packets/faults';
import type { PacketFault, PacketSite } from '../model/packets/lifetime';
import type { SourceModel } from '../model/source';
import type { ModuleCheck } from './subject';

const stolen = 2;

export const skbUseAfterFree: ModuleCheck = {
  code: 'skb-use-after-free',
  tier: 'module',
  severity: 'error',
  title: 'Packets used after they are gone',
  explanation: `\`kfree_skb()\` gives a packet's memory back, and \`ip_local_out()\`, \`dst_output()\` or \`netif_rx()\` hand it to the
stack, which frees it when it is done, often before they return. Whoever reads the packet afterwards reads what somebody else has
put there meanwhile; whoever frees it again destroys the allocator's lists. Both end in an oops, rarely at the place that caused it.
The packet that a handler is called with belongs to the kernel: after freeing it, a target must return \`NF_STOLEN\`.

Leave the path once the packet is gone (\`return\`, \`continue\`, \`goto\`), and read what is needed of it before.`,
  source: 'net/core/skbuff.c, kfree_skb; net/ipv4/netfilter/ip_tables.c, ipt_do_table',
  *run({ source, scope }) {
    for (const packet of packetsOf(source, scope)) {
      for (const fault of packet.faults) {
        if (fault.kind === 'used' || fault.kind === 'freed again') yield describe(packet, fault, source);
      }
      yield* returnedToKernel(packet, source);
    }
  },
};

function describe({ variable }: FollowedPacket, fault: PacketFault, { uri }: SourceModel): Finding {
  const { site, kind, range } = fault;
  const sent = site.effect === 'sends';
  return {
    range,
    severity: sent && kind === 'used' ? 'warning' : 'error',
    message: `${variable} ${whatHappened(site)}${consequence(fault, sent)}`,
    related: [{ location: { uri, range: site.range }, message: `${variable} is gone after this.` }],
  };
}

function whatHappened({ call, effect, range }: PacketSite): string {
  const line = range.start.line + 1;
  if (effect === 'sends') return `was handed to ${call.callee}() on line ${line}`;
  if (effect === 'frees') return `was freed by ${call.callee}() on line ${line}`;
  return `may have been freed by ${call.callee}() on line ${line}`;
}

function consequence({ kind, by }: PacketFault, sent: boolean): string {
  if (kind === 'used') {
    const use = by ? `${by.callee}() is given` : 'this reads';
    return sent
      ? `, which frees it when it is done: ${use} memory that may be somebody else's by now.`
      : `: ${use} memory that is no longer the packet's.`;
  }
  return `: ${by?.callee ?? 'this'}() frees it a second time, which corrupts the kernel's memory.`;
}

/** The caller of a handler goes on with its packet, unless it is told that the packet was stolen. */
function* returnedToKernel(packet: FollowedPacket, source: SourceModel): Generator<Finding> {
  const definition = packet.function;
  const roles = entryPointsOf(source).filter((entry) => entry.function === definition);
  const role = roles.find((entry) => entry.role === 'target' || entry.role === 'match')?.role;
  if (!role || definition.parameters[0]?.name !== packet.variable) return;
  const reported = new Set<PacketSite>();
  for (const { state, result, range, doubtful } of packet.exits) {
    const { site } = state;
    if (doubtful || !state.ofCaller || state.status !== 'gone' || !site || reported.has(site)) continue;
    const goesOn = role === 'match' || (result?.constant !== undefined && result.constant !== stolen);
    if (!goesOn) continue;
    reported.add(site);
    yield {
      range,
      message: `${packet.variable} ${whatHappened(site)}, but it is the kernel's, which goes on with it after this: only a target that returns NF_STOLEN may take a packet.`,
      related: [
        {
          location: { uri: source.uri, range: site.range },
          message: `${packet.variable} is gone after this.`,
        },
      ],
    };
  }
}
