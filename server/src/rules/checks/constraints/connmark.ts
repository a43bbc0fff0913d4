// iptables lets a mark be shifted by all its 32 bits, the kernel does not; the last shift counts
// (net/netfilter/xt_connmark.c, connmark_tg_check_v2).
import { parseInteger } from '../../facts/integer';
import type { Constraint } from './constraint';
import { knownValue, spanOf } from './options';

const shifts = new Set(['left-shift-mark', 'right-shift-mark']);

export const connmark: Constraint = {
  kind: 'target',
  name: 'CONNMARK',
  check({ options }, _context, report) {
    const shift = options.findLast(({ fact }) => fact && shifts.has(fact.name));
    const bits = knownValue(shift);
    if (!shift || bits === undefined || parseInteger(bits, 32, 32) === undefined) return;
    const message = 'the kernel shifts a mark by 31 bits at most.';
    report({ ...spanOf(shift), tier: 'kernel', message });
  },
};
