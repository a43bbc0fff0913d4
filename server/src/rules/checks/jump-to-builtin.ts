// `-j FORWARD`
import { tableAt } from '../model/ruleset';
import type { FaultCheck } from './rule-check';

export const jumpToBuiltin: FaultCheck = {
  asks: 'fault',
  code: 'jump-to-builtin',
  tier: 'parser',
  severity: 'error',
  title: 'Jump to a built-in chain',
  explanation: 'Packets come to a built-in chain from the kernel alone; no rule can send them there.',
  source: 'libiptc/libiptc.c, iptcc_standard_map',
  example: { bad: '-A INPUT -j FORWARD', good: '-A INPUT -j common' },
  faults: ['jump-to-builtin'],
  fault(fault, { profile, ruleset }) {
    const message = `A rule cannot jump to the built-in chain ${fault.subject}.`;
    if (profile.variant === 'legacy') return { ...fault, message };
    // It is the kernel that refuses it, if it gets to see the rule.
    if (tableAt(ruleset, fault.line)?.removed.unseen.has(fault.line)) return undefined;
    return { ...fault, message, tier: 'kernel' };
  },
};
