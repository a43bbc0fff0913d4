// net/ipv4/netfilter/ipt_SYNPROXY.c and net/ipv6/netfilter/ip6t_SYNPROXY.c
import type { ExtensionNote } from '../note';

export const synproxy: ExtensionNote = {
  kind: 'target',
  name: 'SYNPROXY',
  hooks: ['INPUT', 'FORWARD'],
  protocols: ['tcp'],
  explanation:
    'Answers the opening of a TCP connection in place of the server, which hears of it only once the client has answered back. It wants packets that are not tracked.',
  example:
    '-p tcp -m conntrack --ctstate INVALID,UNTRACKED -j SYNPROXY --sack-perm --timestamp --wscale 7 --mss 1460',
  options: {
    'sack-perm': { explanation: 'Offers selective acknowledgements, as the server would.' },
    timestamp: {
      explanation: 'Offers timestamps, as the server would; `--wscale` and `--sack-perm` travel in them.',
    },
    wscale: { explanation: 'The scale of windows the server would offer.', example: '7' },
    mss: { explanation: 'The largest segment the server would offer to take.', example: '1460' },
    ecn: { explanation: 'Offers explicit notification of congestion.' },
  },
};
