// extensions/libip6t_srh.c, net/ipv6/netfilter/ip6t_srh.c
import type { ExtensionNote, OptionNote } from '../note';

/** The options that compare one field of a byte. */
function comparisons(option: string, what: string): Record<string, OptionNote> {
  return {
    [`${option}-eq`]: { explanation: `Matches when ${what} is this.`, example: '1' },
    [`${option}-gt`]: { explanation: `Matches when ${what} is more than this.`, example: '1' },
    [`${option}-lt`]: { explanation: `Matches when ${what} is less than this.`, example: '1' },
  };
}

const segment = (which: string): OptionNote => ({
  explanation: `The ${which} segment: an address or a network.`,
  example: '2001:db8::/32',
});

export const srh: ExtensionNote = {
  kind: 'match',
  name: 'srh',
  explanation: 'Matches fields of the segment routing header of IPv6.',
  example: '-m srh --srh-segs-left-gt 0',
  options: {
    'srh-next-hdr': { explanation: 'The number of the header behind this one.', example: '17' },
    ...comparisons('srh-hdr-len', "the header's length, counted in eight bytes,"),
    ...comparisons('srh-segs-left', 'the number of segments still to come'),
    ...comparisons('srh-last-entry', 'the number of the last segment, from 0,'),
    'srh-tag': { explanation: 'The tag that the sender has set.', example: '0' },
    'srh-psid': segment('previous'),
    'srh-nsid': segment('next'),
    'srh-lsid': segment('last'),
  },
};
