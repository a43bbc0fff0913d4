// extensions/libxt_helper.c, net/netfilter/xt_helper.c
import type { ExtensionNote } from '../note';

export const helper: ExtensionNote = {
  kind: 'match',
  name: 'helper',
  explanation:
    'Matches packets of a connection that a conntrack helper expected, such as the data connection of FTP.',
  example: '-m conntrack --ctstate RELATED -m helper --helper ftp',
  options: {
    helper: {
      explanation: 'The name of the helper, with `-` and the port where that is not the usual one.',
      example: 'ftp',
    },
  },
};
