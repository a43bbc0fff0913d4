// extensions/libxt_physdev.c; net/netfilter/xt_physdev.c, physdev_mt_check
import type { Hook } from '../fact';
import type { ExtensionNote } from '../note';

/** A routed packet of this host has no bridge port to leave by; a bridged one never comes from here. */
const out = {
  hooks: ['PREROUTING', 'INPUT', 'FORWARD', 'POSTROUTING'] satisfies readonly Hook[],
  hooksUnless: 'physdev-is-bridged',
};

export const physdev: ExtensionNote = {
  kind: 'match',
  name: 'physdev',
  needs: 'any',
  explanation: 'Matches the port of a bridge by which the packet comes in or leaves.',
  example: '-m physdev --physdev-in eth0 --physdev-is-bridged',
  options: {
    'physdev-in': {
      value: 'interface',
      explanation: 'The bridge port the packet came in by; a `+` at the end stands for any rest of the name.',
      example: 'eth0',
    },
    'physdev-out': {
      ...out,
      value: 'interface',
      explanation: 'The bridge port the packet leaves by; a `+` at the end stands for any rest of the name.',
      example: 'eth0',
    },
    'physdev-is-in': { explanation: 'Matches when the packet came in by a bridge.' },
    'physdev-is-out': { ...out, explanation: 'Matches when the packet leaves by a bridge.' },
    'physdev-is-bridged': {
      explanation: 'Matches when the packet passes from port to port of a bridge and is not routed.',
    },
  },
};
