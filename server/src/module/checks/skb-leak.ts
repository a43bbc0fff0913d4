// skb-leak: a packet that a function got for itself, and neither frees nor passes on.
import type { Range } from 'vscode-languageserver-types';
import type { Finding } from '../../check';
import { activityOf } from '../model/calls';
import { mentions } from '../model/expression';
import { packetsOf } from '../model/packets/faults';
import type { FollowedPacket } from '../model/packets/faults';
import type { SourceModel } from '../model/source';
import { insertBefore } from './statement-edits';
import type { ModuleCheck } from './subject';

export const skbLeak: ModuleCheck = {
  code: 'skb-leak',
  tier: 'module',
  severity: 'warning',
  title: 'Packets that nobody frees',
  explanation: `A packet from \`skb_copy()\`, \`skb_dequeue()\` or \`alloc_skb()\` belongs to whoever called it, until it is freed or handed
on. On a path that forgets it the memory stays taken until the machine is restarted; in a handler that is a few kilobytes for every
packet that goes this way, and anybody who can send packets can make it all of them.

Free it with \`kfree_skb()\` on every path that doesn't hand it on; one label at the end that all errors go to is the usual way.`,
  source: 'net/core/skbuff.c; compare net/ipv4/netfilter/nf_dup_ipv4.c, nf_dup_ipv4',
  *run({ source, scope }) {
    for (const packet of packetsOf(source, scope)) {
      const { variable, faults } = packet;
      for (const { kind, range, site } of faults) {
        if (kind !== 'leaked') continue;
        const line = site.range.start.line + 1;
        yield {
          range,
          message: `${variable} from ${site.call.callee}() on line ${line} is neither freed nor handed on when this is reached: its memory is lost.`,
          related: [
            { location: { uri: source.uri, range: site.range }, message: `${variable} comes from here.` },
          ],
          ...freeBefore(range, packet, source),
        };
      }
    }
  },
};

/** Frees the packet before a `return`, where it is this function's on every path that comes there. */
function freeBefore(
  range: Range,
  { function: definition, variable, exits }: FollowedPacket,
  source: SourceModel,
): Pick<Finding, 'fixes'> {
  const site = activityOf(definition).returns.find((one) => one.range === range);
  const here = exits.filter((exit) => exit.range === range);
  const isOwn = here.every(({ state: { status } }) => status === 'owned' || status === 'null');
  if (!site || !isOwn || (site.value && mentions([site.value], variable))) return {};
  const edits = insertBefore(source, definition, range, `kfree_skb(${variable});`);
  return edits ? { fixes: [{ title: `Free ${variable} before this`, edits }] } : {};
}
