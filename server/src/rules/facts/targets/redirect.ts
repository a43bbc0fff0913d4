// extensions/libxt_NAT.c, net/netfilter/xt_REDIRECT.c
import type { ExtensionNote } from '../note';
import { random, toPorts } from './nat-options';

export const redirect: ExtensionNote = {
  kind: 'target',
  name: 'REDIRECT',
  tables: ['nat'],
  hooks: ['PREROUTING', 'OUTPUT'],
  terminating: true,
  explanation: 'Sends the packet to this host itself, to another port if wanted.',
  example: '-p tcp --dport 80 -j REDIRECT --to-ports 8080',
  options: { 'to-ports': toPorts, random },
};
