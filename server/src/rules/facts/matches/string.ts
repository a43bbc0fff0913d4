// extensions/libxt_string.c; net/netfilter/xt_string.c, string_mt_check
import type { ExtensionNote } from '../note';

export const string: ExtensionNote = {
  kind: 'match',
  name: 'string',
  needs: ['string', 'hex-string'],
  explanation: 'Matches when a pattern is found in the packet. A pattern that two packets share is not seen.',
  example: '-m string --algo bm --string "GET /admin"',
  options: {
    from: {
      explanation: 'The byte of the packet at which the search begins; 0 if nothing is said.',
      example: '40',
    },
    to: {
      explanation: 'The byte at which the search ends; the last one if nothing is said.',
      example: '200',
    },
    algo: {
      value: 'search-algorithm',
      words: ['bm', 'kmp'],
      explanation: 'How the search is done: Boyer-Moore (`bm`) or Knuth-Morris-Pratt (`kmp`).',
      example: 'bm',
    },
    string: {
      value: 'search-text',
      explanation: 'The pattern as a text, 128 bytes at most.',
      example: '"GET /admin"',
    },
    'hex-string': {
      value: 'hex-pattern',
      explanation:
        'The pattern with bytes in hexadecimal between bars, and `\\` before a bar that is meant as one.',
      example: '"GET |20 2f|admin"',
    },
    icase: { explanation: 'Takes small letters and capitals for the same.' },
  },
};
