// extensions/libxt_u32.c; net/netfilter/xt_u32.c, u32_mt_checkentry
import type { ExtensionNote } from '../note';

export const u32: ExtensionNote = {
  kind: 'match',
  name: 'u32',
  explanation: 'Compares numbers of four bytes, taken from anywhere in the packet, with values and ranges.',
  example: '-m u32 --u32 "6&0xFF=1"',
  options: {
    u32: {
      value: 'u32-tests',
      explanation:
        'Where to look and what must be there: the four bytes at a place, after `&`, `<<` or `>>`, or at a further place that they point to (`@`), then `=` and values. `&&` stands between tests.',
      example: '"0>>22&0x3C@12>>26&0x3C@0=0x5353482D"',
    },
  },
};
