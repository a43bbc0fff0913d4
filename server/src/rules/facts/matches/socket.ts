// extensions/libxt_socket.c, net/netfilter/xt_socket.c
import type { ExtensionNote } from '../note';

export const socket: ExtensionNote = {
  kind: 'match',
  name: 'socket',
  hooks: ['PREROUTING', 'INPUT'],
  explanation: 'Matches when a socket of this host is open for the packet.',
  example: '-m socket --transparent',
  options: {
    transparent: { explanation: 'Counts only sockets that are open for addresses of other hosts.' },
    nowildcard: { explanation: 'Counts sockets that listen on every address too.' },
    'restore-skmark': { explanation: "Sets the packet's mark to that of the socket when it matches." },
  },
};
