// skb-leak: a packet that a function got for itself, and neither frees nor passes on.
import { packetsOf } from '../model/packet-faults';
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
    for (const { variable, faults } of packetsOf(source, scope)) {
      for (const { kind, range, site } of faults) {
        if (kind !== 'leaked') continue;
        const line = site.range.start.line + 1;
        yield {
          range,
          message: `${variable} from ${site.call.callee}() on line ${line} is neither freed nor handed on when this is reached: its memory is lost.`,
          related: [
            { location: { uri: source.uri, range: site.range }, message: `${variable} comes from here.` },
          ],
        };
      }
    }
  },
};
