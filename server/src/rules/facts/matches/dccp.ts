// extensions/libxt_dccp.c, net/netfilter/xt_dccp.c
import type { ExtensionNote } from '../note';

export const dccp: ExtensionNote = {
  kind: 'match',
  name: 'dccp',
  protocols: ['dccp'],
  explanation: 'Matches fields of the DCCP header.',
  example: '-p dccp --dport 5004 --dccp-types REQUEST',
  options: {
    'source-port': { explanation: 'Matches the source port, or a range of ports.', example: '1024:65535' },
    'destination-port': {
      explanation: 'Matches the destination port, or a range of ports.',
      example: '5004',
    },
    'dccp-types': {
      value: 'enumeration-set',
      words: [
        'REQUEST',
        'RESPONSE',
        'DATA',
        'ACK',
        'DATAACK',
        'CLOSEREQ',
        'CLOSE',
        'RESET',
        'SYNC',
        'SYNCACK',
        'INVALID',
      ],
      explanation: 'Matches when the packet is of one of these types.',
      example: 'REQUEST,RESPONSE',
    },
    'dccp-option': { explanation: 'Matches when the DCCP option of this number is there.', example: '32' },
  },
};
