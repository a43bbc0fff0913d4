// extensions/libipt_REJECT.c and libip6t_REJECT.c; net/ipv4/netfilter/ipt_REJECT.c
import type { ExtensionNote, OptionNote } from '../note';

const shared = {
  kind: 'target',
  name: 'REJECT',
  tables: ['filter'],
  hooks: ['INPUT', 'FORWARD', 'OUTPUT'],
  terminating: true,
  explanation: 'Throws the packet away and tells its sender.',
} as const;

const option = {
  value: 'enumeration',
  abbreviable: true,
  protocolsOfWord: { 'tcp-reset': ['tcp'], 'tcp-rst': ['tcp'] },
} as const satisfies Partial<OptionNote>;

export const reject: ExtensionNote = {
  ...shared,
  families: ['ipv4'],
  example: '-j REJECT --reject-with icmp-port-unreachable',
  options: {
    'reject-with': {
      ...option,
      words: [
        'icmp-net-unreachable',
        'icmp-host-unreachable',
        'icmp-proto-unreachable',
        'icmp-port-unreachable',
        'icmp-net-prohibited',
        'icmp-host-prohibited',
        'tcp-reset',
        'icmp-admin-prohibited',
        'net-unreach',
        'host-unreach',
        'proto-unreach',
        'port-unreach',
        'net-prohib',
        'host-prohib',
        'tcp-rst',
        'admin-prohib',
      ],
      explanation: 'What the sender is told; `icmp-port-unreachable` if nothing is said.',
      example: 'icmp-admin-prohibited',
    },
  },
};

export const reject6: ExtensionNote = {
  ...shared,
  families: ['ipv6'],
  example: '-j REJECT --reject-with icmp6-port-unreachable',
  options: {
    'reject-with': {
      ...option,
      words: [
        'icmp6-no-route',
        'icmp6-adm-prohibited',
        'icmp6-addr-unreachable',
        'icmp6-port-unreachable',
        'tcp-reset',
        'icmp6-policy-fail',
        'icmp6-reject-route',
        'no-route',
        'adm-prohibited',
        'addr-unreach',
        'port-unreach',
        'policy-fail',
        'reject-route',
      ],
      explanation: 'What the sender is told; `icmp6-port-unreachable` if nothing is said.',
      example: 'icmp6-adm-prohibited',
    },
  },
};
