// extensions/libxt_policy.c; net/netfilter/xt_policy.c, policy_mt_check
import type { ExtensionNote } from '../note';

export const policy: ExtensionNote = {
  kind: 'match',
  name: 'policy',
  needs: ['dir'],
  explanation: 'Matches how IPsec has treated the packet, or is going to.',
  example: '-m policy --dir in --pol ipsec --proto esp',
  options: {
    dir: {
      value: 'enumeration',
      words: ['in', 'out'],
      caseSensitive: true,
      hooksOfWord: {
        in: ['PREROUTING', 'INPUT', 'FORWARD'],
        out: ['FORWARD', 'OUTPUT', 'POSTROUTING'],
      },
      explanation: 'Asks for the policy by which the packet was unwrapped (`in`) or will be wrapped (`out`).',
      example: 'in',
    },
    pol: {
      value: 'enumeration',
      words: ['none', 'ipsec'],
      caseSensitive: true,
      explanation: 'Matches packets that IPsec treats, or those that it leaves alone.',
      example: 'ipsec',
    },
    strict: {
      explanation:
        'Asks for just the elements that follow, in their order; otherwise one that matches is enough.',
    },
    reqid: { explanation: 'The number that the policy and its tunnel share.', example: '1' },
    spi: { explanation: 'The security parameter index of the connection.', example: '0x1' },
    'tunnel-src': {
      explanation: 'Where a tunnel begins; only beside `--mode tunnel`.',
      example: '192.0.2.1',
    },
    'tunnel-dst': {
      explanation: 'Where a tunnel ends; only beside `--mode tunnel`.',
      example: '198.51.100.1',
    },
    proto: {
      value: 'ipsec-protocol',
      words: ['ah', 'esp', 'ipcomp'],
      explanation: 'The protocol that wraps the packet.',
      example: 'esp',
    },
    mode: {
      value: 'enumeration',
      words: ['transport', 'tunnel'],
      caseSensitive: true,
      explanation: 'Whether only the payload is wrapped or the whole packet.',
      example: 'tunnel',
    },
    next: { explanation: 'Begins the next element of the policy.' },
  },
};
