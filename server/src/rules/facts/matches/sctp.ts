// extensions/libxt_sctp.c, a getopt table
import type { ExtensionNote } from '../note';
import { sctpChunks } from '../sctp-chunks';

export const sctp: ExtensionNote = {
  kind: 'match',
  name: 'sctp',
  protocols: ['sctp'],
  explanation: 'Matches fields of the SCTP header and the chunks behind it.',
  example: '-p sctp -m sctp --dport 3868 --chunk-types any INIT',
  options: {
    'source-port': {
      value: 'port-range',
      invertible: true,
      explanation: 'Matches the source port, or a range of ports.',
      example: '3868',
    },
    'destination-port': {
      value: 'port-range',
      invertible: true,
      explanation: 'Matches the destination port, or a range of ports.',
      example: '3868',
    },
    'chunk-types': {
      value: 'sctp-chunks',
      arguments: 2,
      words: [...sctpChunks.keys()],
      invertible: true,
      explanation:
        'Matches packets that have all of these chunks, any of them or only them. Behind a colon, a small letter asks for a flag to be off, a capital for it to be on.',
      example: 'any DATA:Be,INIT',
    },
  },
};
