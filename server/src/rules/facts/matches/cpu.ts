// extensions/libxt_cpu.c, net/netfilter/xt_cpu.c
import type { ExtensionNote } from '../note';

export const cpu: ExtensionNote = {
  kind: 'match',
  name: 'cpu',
  explanation: 'Matches the processor that handles the packet, to spread the load over several services.',
  example: '-p tcp --dport 80 -m cpu --cpu 0 -j REDIRECT --to-ports 8080',
  options: { cpu: { explanation: 'The number of the processor, from 0.', example: '0' } },
};
