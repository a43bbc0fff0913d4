// `-j DROP` in the table nat.
import type { FaultCheck } from './rule-check';

export const dropInNat: FaultCheck = {
  asks: 'fault',
  code: 'drop-in-nat',
  tier: 'parser',
  severity: 'error',
  title: 'DROP in the table nat',
  explanation:
    'The table nat only sees the first packet of a connection, so iptables refuses DROP there, as a target and as the policy of `-P`. A policy on a chain line is let through.',
  source: 'iptables/xshared.c, do_parse',
  example: { bad: '*nat\n-A PREROUTING -j DROP\nCOMMIT', good: '*raw\n-A PREROUTING -j DROP\nCOMMIT' },
  faults: ['drop-in-nat'],
  fault: (fault) => ({
    ...fault,
    message: 'The "nat" table is not intended for filtering, the use of DROP is therefore inhibited.',
  }),
};
