// extensions/libxt_connmark.c
import type { ExtensionNote } from '../note';

export const connmark: ExtensionNote = {
  kind: 'match',
  name: 'connmark',
  explanation: "Matches the mark of the packet's connection.",
  example: '-m connmark --mark 0x1/0xff',
  options: {
    mark: {
      explanation: "Matches when the connection's mark, of which only the bits of the mask count, is this.",
      example: '0x1/0xff',
    },
  },
};
