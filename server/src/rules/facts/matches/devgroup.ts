// extensions/libxt_devgroup.c, net/netfilter/xt_devgroup.c (devgroup_mt_checkentry has the hooks)
import type { ExtensionNote } from '../note';

const group = { value: 'named-number', words: ['default'], example: '1' } as const;

export const devgroup: ExtensionNote = {
  kind: 'match',
  name: 'devgroup',
  needs: 'any',
  explanation: 'Matches the group of the interface, a number that `ip link set dev eth0 group 1` gives it.',
  example: '-m devgroup --src-group 1',
  options: {
    'src-group': {
      ...group,
      hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
      explanation:
        'The group of the interface the packet came in by: a number, or a name out of `/etc/iproute2/group`.',
    },
    'dst-group': {
      ...group,
      hooks: ['FORWARD', 'OUTPUT', 'POSTROUTING'],
      explanation:
        'The group of the interface the packet leaves by: a number, or a name out of `/etc/iproute2/group`.',
    },
  },
};
