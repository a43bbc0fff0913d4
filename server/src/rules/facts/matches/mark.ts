// extensions/libxt_mark.c
import type { ExtensionNote } from '../note';

export const mark: ExtensionNote = {
  kind: 'match',
  name: 'mark',
  explanation: "Matches the packet's mark, a number that rules set and that only this host knows of.",
  example: '-m mark --mark 0x1/0xff',
  options: {
    mark: {
      explanation: 'Matches when the mark, of which only the bits of the mask count, is this.',
      example: '0x1/0xff',
    },
  },
};
