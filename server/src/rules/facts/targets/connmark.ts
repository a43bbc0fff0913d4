// extensions/libxt_CONNMARK.c
import type { ExtensionNote } from '../note';
import { waysToSet } from './mark';

export const connmark: ExtensionNote = {
  kind: 'target',
  name: 'CONNMARK',
  explanation: "Sets the connection's mark, or carries it over to or from the packet's.",
  example: '-j CONNMARK --save-mark',
  needs: ['set-xmark', 'set-mark', 'and-mark', 'or-mark', 'xor-mark', 'save-mark', 'restore-mark'],
  options: {
    ...waysToSet("the connection's mark"),
    'save-mark': { explanation: "Copies the packet's mark to the connection." },
    'restore-mark': { explanation: "Copies the connection's mark to the packet." },
    ctmask: {
      value: 'mark',
      explanation: "Which bits of the connection's mark are copied.",
      example: '0xff',
    },
    nfmask: { value: 'mark', explanation: "Which bits of the packet's mark are copied.", example: '0xff' },
    mask: { value: 'mark', explanation: 'Which bits of both marks are copied.', example: '0xff' },
    'left-shift-mark': {
      since: '1.8.0',
      explanation: 'Shifts the mark to the left by so many bits.',
      example: '8',
    },
    'right-shift-mark': {
      since: '1.8.0',
      explanation: 'Shifts the mark to the right by so many bits.',
      example: '8',
    },
  },
};
