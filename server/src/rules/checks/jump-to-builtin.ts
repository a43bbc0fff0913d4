// `-j FORWARD`
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
  fault: (fault, { profile }) => ({
    ...fault,
    message: `A rule cannot jump to the built-in chain ${fault.subject}.`,
    ...(profile.variant === 'nft' && { tier: 'kernel' as const }),
  }),
};
