// extensions/libxt_limit.c, net/netfilter/xt_limit.c
import type { ExtensionFact } from '../fact';

export const limit: ExtensionFact = {
  kind: 'match',
  name: 'limit',
  families: ['ipv4', 'ipv6'],
  explanation:
    'Matches until packets come faster than a rate: a bucket that holds a burst and is refilled at the rate.',
  example: '-m limit --limit 5/minute --limit-burst 10',
  options: [
    {
      name: 'limit',
      value: 'rate',
      maximum: 10000,
      explanation: 'How fast the bucket is refilled: a number per `second`, `minute`, `hour` or `day`.',
      example: '5/minute',
    },
    {
      name: 'limit-burst',
      value: 'integer',
      minimum: 0,
      maximum: 10000,
      explanation: 'How many packets the bucket holds; 5 if nothing is said.',
      example: '10',
    },
  ],
};
