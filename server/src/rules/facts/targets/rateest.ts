// net/netfilter/xt_RATEEST.c
import type { ExtensionNote } from '../note';

export const rateest: ExtensionNote = {
  kind: 'target',
  name: 'RATEEST',
  explanation:
    'Measures the rate of the packets that come by, for the match `rateest` to ask. Goes on with the next rule.',
  example: '-j RATEEST --rateest-name uplink --rateest-interval 250ms --rateest-ewmalog 500ms',
  options: {
    'rateest-name': { explanation: 'The name of the measurement.', example: 'uplink' },
    'rateest-interval': {
      value: 'estimator-time',
      explanation: 'How often it is measured: a number and `s`, `ms` or `us`, 8 seconds at most.',
      example: '250ms',
    },
    'rateest-ewmalog': {
      value: 'estimator-time',
      explanation: 'Over which time the rate is averaged, in the same form; it is longer than the interval.',
      example: '500ms',
    },
  },
};
