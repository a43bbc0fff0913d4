// extensions/libxt_comment.c
import type { ExtensionFact } from '../fact';

export const comment: ExtensionFact = {
  kind: 'match',
  name: 'comment',
  families: ['ipv4', 'ipv6'],
  explanation: 'Keeps a comment with the rule. It matches every packet.',
  example: '-m comment --comment "the office"',
  options: [
    {
      name: 'comment',
      value: 'string',
      mandatory: true,
      explanation: 'The comment; what is beyond 255 bytes is cut off.',
      example: '"the office"',
    },
  ],
};
