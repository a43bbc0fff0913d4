// No connection is of the protocol 0, which 1.8.11 says (extensions/libxt_conntrack.c, conntrack_mt_parse).
import { protocolAsWritten } from '../../facts/protocols';
import { isAtLeast } from '../../profile';
import type { Constraint } from './constraint';
import { findOption, knownValue, spanOf } from './options';

export const conntrack: Constraint = {
  kind: 'match',
  name: 'conntrack',
  check(extension, { profile }, report) {
    const protocol = findOption(extension, 'ctproto');
    const text = knownValue(protocol);
    if (!protocol || text === undefined || protocolAsWritten(text) !== 0) return;
    if (!isAtLeast(profile, '1.8.11')) return;
    const what = protocol.negation
      ? 'condition would always match protocol'
      : 'rule would never match protocol';
    report({ ...spanOf(protocol), message: `conntrack: ${what}.` });
  },
};
