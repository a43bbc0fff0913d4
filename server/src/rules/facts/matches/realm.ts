// extensions/libipt_realm.c, net/netfilter/xt_realm.c
import type { ExtensionNote } from '../note';

export const realm: ExtensionNote = {
  kind: 'match',
  name: 'realm',
  hooks: ['INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
  explanation: 'Matches the realm of the route that the packet takes, a number that routes may be given.',
  example: '-m realm --realm 1',
  options: {
    realm: {
      value: 'named-number',
      words: ['cosmos'],
      explanation: 'The realm: a number, with a mask if wanted, or a name out of `/etc/iproute2/rt_realms`.',
      example: '0x1/0xff',
    },
  },
};
