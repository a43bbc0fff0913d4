// extensions/libxt_length.c
import type { ExtensionNote } from '../note';

export const length: ExtensionNote = {
  kind: 'match',
  name: 'length',
  explanation: 'Matches the length of the packet behind the link header.',
  example: '-m length --length 0:128',
  options: {
    length: { explanation: 'Matches this length in bytes, or a range.', example: '0:128' },
  },
};
