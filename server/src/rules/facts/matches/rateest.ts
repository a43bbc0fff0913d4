// extensions/libxt_rateest.c, a getopt table: a rate is the next word if it looks like no option
import type { ExtensionNote, OptionNote } from '../note';

const bandwidth = (explanation: string): OptionNote => ({
  value: 'bandwidth',
  optionalOperand: true,
  explanation,
  example: '64kbit',
});

const packets = (explanation: string): OptionNote => ({
  value: 'integer',
  minimum: 0,
  maximum: 0xffffffff,
  optionalOperand: true,
  explanation,
  example: '100',
});

export const rateest: ExtensionNote = {
  kind: 'match',
  name: 'rateest',
  explanation:
    'Compares a rate that the target RATEEST has measured with a number or with another such rate.',
  example: '-m rateest --rateest1 uplink --rateest-lt --rateest-bps1 2mbit',
  options: {
    rateest1: {
      value: 'string',
      explanation: 'The name of the estimator; a rule with `-j RATEEST` must have made it before.',
      example: 'uplink',
    },
    rateest2: { value: 'string', explanation: 'The estimator it is compared with.', example: 'backup' },
    'rateest-bps1': bandwidth(
      'Compares bytes in a second; with `--rateest-delta`, what the first falls short of this.',
    ),
    'rateest-pps1': packets(
      'Compares packets in a second; with `--rateest-delta`, what the first falls short of this.',
    ),
    'rateest-bps2': bandwidth(
      'The bytes in a second it is compared with, or what the second falls short of this.',
    ),
    'rateest-pps2': packets(
      'The packets in a second it is compared with, or what the second falls short of this.',
    ),
    'rateest-delta': { explanation: 'Compares what is left of given rates rather than the rates measured.' },
    'rateest-lt': { invertible: true, explanation: 'Matches when the first rate is the smaller.' },
    'rateest-gt': { invertible: true, explanation: 'Matches when the first rate is the larger.' },
    'rateest-eq': { invertible: true, explanation: 'Matches when both rates are equal.' },
  },
};
