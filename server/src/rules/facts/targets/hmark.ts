// net/netfilter/xt_HMARK.c; extensions/libxt_HMARK.c, hmark_parse
import type { ExtensionNote, OptionNote } from '../note';

const prefix = (which: string): OptionNote => ({
  value: 'prefix-length',
  explanation: `How much of the ${which} address counts: the length of a prefix, or a mask.`,
  example: '24',
});

const mask = (what: string): OptionNote => ({
  explanation: `Which bits of the ${what} count.`,
  example: '0xffff',
});

const added = (what: string): OptionNote => ({
  explanation: `Bits that are set in the ${what} before the hash is computed.`,
  example: '0x100',
});

export const hmark: ExtensionNote = {
  kind: 'target',
  name: 'HMARK',
  explanation:
    'Computes the mark of the packet from its addresses and ports, so that packets of one flow get one mark. Goes on with the next rule.',
  example: '-j HMARK --hmark-tuple src,dst --hmark-mod 10 --hmark-offset 100 --hmark-rnd 0xcafe',
  options: {
    'hmark-tuple': {
      value: 'enumeration-list',
      // The order in which they are tried: `s` is `src`, `sp` is `sport`.
      words: ['ct', 'src', 'dst', 'sport', 'dport', 'proto', 'spi'],
      abbreviable: true,
      explanation:
        'What the mark is computed from; `ct` takes it from the connection rather than the packet.',
      example: 'src,dst,sport,dport',
    },
    'hmark-src-prefix': prefix('source'),
    'hmark-dst-prefix': prefix('destination'),
    'hmark-sport-mask': mask('source port'),
    'hmark-dport-mask': mask('destination port'),
    'hmark-spi-mask': mask('SPI of an AH or ESP packet'),
    'hmark-sport': added('source port'),
    'hmark-dport': added('destination port'),
    'hmark-spi': added('SPI'),
    'hmark-proto-mask': mask("protocol's number"),
    'hmark-rnd': { explanation: 'A number of your own that the hash begins with.', example: '0xcafe' },
    'hmark-mod': { explanation: 'How many marks there are.', example: '10' },
    'hmark-offset': { explanation: 'The first of the marks.', example: '100' },
  },
};
