// Options that several targets of network address translation share: extensions/libxt_NAT.c
import type { OptionNote } from '../note';

export const random: OptionNote = { explanation: 'Chooses the port at random.' };

export const fullyRandom: OptionNote = {
  since: '1.6.2',
  explanation: 'Chooses the port at random without looking at the packet.',
};

export const persistent: OptionNote = {
  explanation: 'Gives a client the same address for each of its connections.',
};

export const toPorts: OptionNote = {
  value: 'nat-ports',
  explanation: 'The port, or a range; `-p` must name a protocol that has ports.',
  example: '8080',
};
