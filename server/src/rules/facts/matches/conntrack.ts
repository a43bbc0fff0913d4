// extensions/libxt_conntrack.c, net/netfilter/xt_conntrack.c
import type { ExtensionNote, OptionNote } from '../note';

const address = (explanation: string): OptionNote => ({ explanation, example: '192.0.2.0/24' });

const port = (explanation: string): OptionNote => ({ explanation, example: '1024:65535' });

export const conntrack: ExtensionNote = {
  kind: 'match',
  name: 'conntrack',
  explanation: 'Matches what connection tracking knows of the packet and of its connection.',
  example: '-m conntrack --ctstate ESTABLISHED,RELATED',
  needs: 'any',
  options: {
    ctstate: {
      value: 'enumeration-list',
      words: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED', 'SNAT', 'DNAT'],
      abbreviable: true,
      explanation: 'Matches the state of the connection; one of those listed is enough.',
      example: 'ESTABLISHED,RELATED',
    },
    ctproto: { explanation: 'Matches the protocol of the connection.', example: 'tcp' },
    ctorigsrc: address('Matches the source address of the direction the connection was opened in.'),
    ctorigdst: address('Matches the destination address of the direction the connection was opened in.'),
    ctreplsrc: address('Matches the source address of the replies.'),
    ctrepldst: address('Matches the destination address of the replies.'),
    ctorigsrcport: port('Matches the source port of the direction the connection was opened in.'),
    ctorigdstport: port('Matches the destination port of the direction the connection was opened in.'),
    ctreplsrcport: port('Matches the source port of the replies.'),
    ctrepldstport: port('Matches the destination port of the replies.'),
    ctstatus: {
      value: 'enumeration-list',
      words: ['NONE', 'EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED'],
      abbreviable: true,
      explanation: 'Matches how far the connection has come; one of those listed is enough.',
      example: 'ASSURED',
    },
    ctexpire: {
      explanation: 'Matches the seconds left until the connection is forgotten.',
      example: '60:120',
    },
    ctdir: {
      value: 'enumeration',
      words: ['ORIGINAL', 'REPLY'],
      explanation: 'Matches packets of one direction: that of the opening packet or that of the replies.',
      example: 'ORIGINAL',
    },
  },
};
