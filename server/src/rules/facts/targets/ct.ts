// net/netfilter/xt_CT.c; extensions/libxt_CT.c, ct_event_tbl and exp_event_tbl
import { conntrackHelpers } from '../conntrack-helpers';
import type { ExtensionNote, OptionNote } from '../note';

const zone = (whose: string): OptionNote => ({
  value: 'conntrack-zone',
  explanation: `The zone that ${whose} are tracked in: a number, or \`mark\` for the number of the packet's mark.`,
  example: '1',
});

export const ct: ExtensionNote = {
  kind: 'target',
  name: 'CT',
  tables: ['raw'],
  explanation:
    'Says how the connection of the packet is to be tracked, before tracking begins. Goes on with the next rule.',
  example: '-p tcp --dport 21 -j CT --helper ftp',
  options: {
    notrack: {
      explanation: 'Leaves the packet out of connection tracking. All other options then mean nothing.',
    },
    helper: {
      words: [...conntrackHelpers.keys()],
      explanation:
        'The helper that reads the connection, as `ftp` or `sip`. It must be there when the rule is loaded, and be made for the protocol of `-p`.',
      example: 'ftp',
    },
    timeout: {
      explanation:
        'The timeout policy of the connection, as `nfct` made it. It must be there when the rule is loaded, and be made for the protocol of `-p`.',
      example: 'patient',
    },
    ctevents: {
      value: 'enumeration-list',
      words: [
        ...['new', 'related', 'destroy', 'reply', 'assured', 'protoinfo', 'helper', 'mark'],
        ...['natseqinfo', 'secmark'],
      ],
      caseSensitive: true,
      explanation: 'Reports only these events of the connection to programs that listen.',
      example: 'new,destroy',
    },
    expevents: {
      value: 'enumeration-list',
      words: ['new'],
      caseSensitive: true,
      explanation: 'Reports only these events of expected connections.',
      example: 'new',
    },
    'zone-orig': zone('packets in the original direction'),
    'zone-reply': zone('packets in the other direction'),
    zone: zone('packets in both directions'),
  },
};
