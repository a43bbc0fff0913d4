// extensions/libxt_comment.c
import type { ExtensionNote } from '../note';

export const comment: ExtensionNote = {
  kind: 'match',
  name: 'comment',
  explanation: 'Keeps a comment with the rule. It matches every packet.',
  example: '-m comment --comment "the office"',
  options: {
    comment: {
      explanation: 'The comment; what is beyond 255 bytes is cut off.',
      example: '"the office"',
    },
  },
};
