// extensions/libxt_cgroup.c, net/netfilter/xt_cgroup.c
import type { ExtensionNote } from '../note';

export const cgroup: ExtensionNote = {
  kind: 'match',
  name: 'cgroup',
  hooks: ['INPUT', 'OUTPUT', 'POSTROUTING'],
  explanation: 'Matches the control group of the process whose socket sends or receives the packet.',
  example: '-m cgroup --path system.slice/nginx.service',
  options: {
    path: {
      value: 'cgroup-path',
      explanation:
        'A group of the unified hierarchy and all below it, by its path from the root; it must exist when the rule is loaded.',
      example: 'system.slice/nginx.service',
    },
    cgroup: {
      explanation: 'The class id that net_cls gives to a group of the old hierarchy.',
      example: '0x100001',
    },
  },
};
