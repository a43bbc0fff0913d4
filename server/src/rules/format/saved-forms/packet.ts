// What a packet itself says: extensions/libxt_mark.c, libxt_comment.c, libxt_iprange.c, libxt_mac.c,
// libxt_addrtype.c, libxt_length.c, libxt_pkttype.c, libipt_icmp.c
import type { SavedForm, WriteValue } from '../saved-form';
import {
  asEthernetAddress,
  asListedWord,
  asMark,
  asNumberRange,
  asText,
  asWord,
  asWordsInOrder,
} from '../write-value';

export const mark: SavedForm = { kind: 'match', name: 'mark', options: { mark: asMark } };

export const comment: SavedForm = { kind: 'match', name: 'comment', options: { comment: asText } };

/** A single address is a range that begins and ends with it. */
const asAddressRange: WriteValue = (text) => (text.includes('-') ? text : `${text}-${text}`);

export const iprange: SavedForm = {
  kind: 'match',
  name: 'iprange',
  options: { 'src-range': asAddressRange, 'dst-range': asAddressRange },
};

export const mac: SavedForm = {
  kind: 'match',
  name: 'mac',
  options: { 'mac-source': asEthernetAddress },
};

export const addrtype: SavedForm = {
  kind: 'match',
  name: 'addrtype',
  options: {
    'src-type': asWordsInOrder(),
    'dst-type': asWordsInOrder(),
    'limit-iface-in': asWord,
    'limit-iface-out': asWord,
  },
};

export const length: SavedForm = { kind: 'match', name: 'length', options: { length: asNumberRange } };

export const pkttype: SavedForm = {
  kind: 'match',
  name: 'pkttype',
  options: { 'pkt-type': asListedWord },
};
