// extensions/libipt_icmp.c
import { icmpTypes } from '../icmp-types';
import type { ExtensionNote } from '../note';

export const icmp: ExtensionNote = {
  kind: 'match',
  name: 'icmp',
  protocols: ['icmp'],
  explanation: 'Matches the type of an ICMP packet.',
  example: '-p icmp --icmp-type echo-request',
  options: {
    'icmp-type': {
      value: 'icmp-type',
      words: icmpTypes,
      explanation: 'Matches the type, by name or number, with `/` and the code if wanted.',
      example: 'echo-request',
    },
  },
};
