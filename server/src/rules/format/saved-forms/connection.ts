// extensions/libxt_conntrack.c (conntrack_dump, state_print_state), libxt_connmark.c
import type { SavedForm, WriteValue } from '../saved-form';
import {
  asHostAndMask,
  asListedWord,
  asMark,
  asNumberRange,
  asPorts,
  asProtocolNumber,
  asWordsInOrder,
} from '../write-value';

/** The bits of a state in the order the save function asks for them. */
const states = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED', 'SNAT', 'DNAT'] as const;
const statuses = ['NONE', 'EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED'] as const;

/** No status at all beside another one says nothing. */
const asStatuses: WriteValue = (text, context) =>
  asWordsInOrder(statuses)(text, context).replace(/^NONE,/, '');

const asStates: WriteValue = asWordsInOrder(states);

export const conntrack: SavedForm = {
  kind: 'match',
  name: 'conntrack',
  options: {
    ctstate: asStates,
    ctproto: asProtocolNumber,
    ctorigsrc: asHostAndMask,
    ctorigdst: asHostAndMask,
    ctreplsrc: asHostAndMask,
    ctrepldst: asHostAndMask,
    ctorigsrcport: asPorts,
    ctorigdstport: asPorts,
    ctreplsrcport: asPorts,
    ctrepldstport: asPorts,
    ctstatus: asStatuses,
    ctexpire: asNumberRange,
    ctdir: asListedWord,
  },
};

export const state: SavedForm = { kind: 'match', name: 'state', options: { state: asStates } };

export const connmark: SavedForm = { kind: 'match', name: 'connmark', options: { mark: asMark } };
