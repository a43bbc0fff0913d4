// extensions/libxt_hashlimit.c, net/netfilter/xt_hashlimit.c
import type { ExtensionNote } from '../note';

export const hashlimit: ExtensionNote = {
  kind: 'match',
  name: 'hashlimit',
  needs: ['hashlimit-upto', 'hashlimit-above'],
  explanation:
    'Matches by a rate of its own for each address or port, each of which has a bucket that holds a burst and is refilled at the rate.',
  example: '-m hashlimit --hashlimit-above 10/second --hashlimit-mode srcip --hashlimit-name http',
  options: {
    'hashlimit-upto': {
      value: 'hashlimit-rate',
      explanation:
        'Matches while the rate is not exceeded: packets per `second`, `minute`, `hour` or `day`, or bytes in a second.',
      example: '10/second',
    },
    'hashlimit-above': {
      value: 'hashlimit-rate',
      explanation:
        'Matches when the rate is exceeded: packets per `second`, `minute`, `hour` or `day`, or bytes in a second.',
      example: '512kb/s',
    },
    'hashlimit-burst': {
      value: 'hashlimit-burst',
      explanation:
        'How much a bucket holds: packets, 5 if nothing is said, or bytes where the rate is one of bytes.',
      example: '20',
    },
    'hashlimit-mode': {
      value: 'enumeration-set',
      words: ['srcip', 'srcport', 'dstip', 'dstport'],
      separators: ',|',
      caseSensitive: true,
      explanation: 'What has a bucket of its own; without it one bucket is for all.',
      example: 'srcip,dstport',
    },
    'hashlimit-srcmask': {
      value: 'prefix-length',
      explanation: 'Gives one bucket to all source addresses of a network of this prefix length.',
      example: '24',
    },
    'hashlimit-dstmask': {
      value: 'prefix-length',
      explanation: 'Gives one bucket to all destination addresses of a network of this prefix length.',
      example: '24',
    },
    'hashlimit-name': {
      value: 'proc-name',
      minimum: 1,
      explanation:
        'The name of the table of buckets, which is a file below `/proc/net/ipt_hashlimit`; rules may share one.',
      example: 'http',
    },
    'hashlimit-htable-size': { explanation: 'How many chains the table has.', example: '1024' },
    'hashlimit-htable-max': { explanation: 'How many buckets there may be.', example: '32768' },
    'hashlimit-htable-expire': {
      explanation: 'After how many milliseconds without a packet a bucket is dropped.',
      example: '10000',
    },
    'hashlimit-htable-gcinterval': {
      explanation: 'How many milliseconds pass from one search for such buckets to the next.',
      example: '1000',
    },
    'hashlimit-rate-match': {
      since: '1.6.2',
      explanation: 'Measures the rate instead of filling a bucket, and knows no burst.',
    },
    'hashlimit-rate-interval': {
      value: 'interval',
      since: '1.6.2',
      explanation: 'Over how many seconds the rate is measured.',
      example: '10',
    },
  },
};
