// extensions/libxt_ipvs.c, net/netfilter/xt_ipvs.c
import type { ExtensionNote } from '../note';

export const ipvs: ExtensionNote = {
  kind: 'match',
  name: 'ipvs',
  needs: 'any',
  explanation:
    'Matches packets of connections that the virtual server of the kernel spreads over several machines.',
  example: '-m ipvs --vaddr 192.0.2.1 --vport 80',
  options: {
    ipvs: { explanation: 'Matches when the packet is of such a connection at all.' },
    vproto: { explanation: 'Matches the protocol of the virtual service.', example: 'tcp' },
    vaddr: { explanation: 'Matches the address of the virtual service.', example: '192.0.2.1' },
    vport: { explanation: 'Matches the port of the virtual service.', example: '80' },
    vdir: {
      value: 'enumeration',
      words: ['ORIGINAL', 'REPLY'],
      explanation: 'Matches packets of one direction: to the virtual service, or its answers.',
      example: 'ORIGINAL',
    },
    vmethod: {
      value: 'enumeration',
      words: ['GATE', 'IPIP', 'MASQ'],
      explanation: 'Matches how packets get to the machine that serves: routed, in a tunnel, or masqueraded.',
      example: 'MASQ',
    },
    vportctl: {
      explanation: 'Matches the port of the connection that this one was opened by, 21 for FTP.',
      example: '21',
    },
  },
};
