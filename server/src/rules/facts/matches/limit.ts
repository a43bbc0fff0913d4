// extensions/libxt_limit.c, net/netfilter/xt_limit.c
import type { ExtensionNote } from '../note';

export const limit: ExtensionNote = {
  kind: 'match',
  name: 'limit',
  explanation:
    'Matches until packets come faster than a rate: a bucket that holds a burst and is refilled at the rate.',
  example: '-m limit --limit 5/minute --limit-burst 10',
  options: {
    limit: {
      value: 'rate',
      maximum: 10000,
      explanation: 'How fast the bucket is refilled: a number per `second`, `minute`, `hour` or `day`.',
      example: '5/minute',
    },
    'limit-burst': {
      explanation: 'How many packets the bucket holds; 5 if nothing is said.',
      example: '10',
    },
  },
};
