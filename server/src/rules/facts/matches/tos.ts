// extensions/libxt_tos.c, tos_mt_opts
import type { ExtensionNote } from '../note';
import { typesOfService } from '../type-of-service';

export const tos: ExtensionNote = {
  kind: 'match',
  name: 'tos',
  explanation: 'Matches the type of service of IPv4, or the traffic class of IPv6.',
  example: '-m tos --tos Minimize-Delay',
  options: {
    tos: {
      value: 'tos',
      words: [...typesOfService.keys()],
      explanation: 'The value, of which only the bits of the mask count, or a name for one.',
      example: '0x10/0x3f',
    },
  },
};
