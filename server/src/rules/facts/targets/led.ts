// net/netfilter/xt_LED.c; extensions/libxt_LED.c, LED_parse
import type { ExtensionNote } from '../note';

export const led: ExtensionNote = {
  kind: 'target',
  name: 'LED',
  explanation: 'Makes a light of the machine flash for the packet, and goes on with the next rule.',
  example: '-p tcp --dport 22 -j LED --led-trigger-id ssh',
  options: {
    'led-trigger-id': {
      explanation: 'The name of the trigger; the light is bound to `netfilter-` and this name in sysfs.',
      example: 'ssh',
    },
    'led-delay': {
      value: 'led-delay',
      explanation: 'For how many milliseconds the light stays on, or `inf` for good.',
      example: '1000',
    },
    'led-always-blink': { explanation: 'Lets the light blink once more for a packet that finds it on.' },
  },
};
