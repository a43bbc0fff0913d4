// extensions/libxt_conntrack.c, net/netfilter/xt_conntrack.c
import type { ExtensionFact, OptionFact } from '../fact';

const address = (name: string, explanation: string): OptionFact => ({
  name,
  value: 'address-mask',
  invertible: true,
  explanation,
  example: '192.0.2.0/24',
});

const port = (name: string, explanation: string): OptionFact => ({
  name,
  value: 'service-range',
  invertible: true,
  explanation,
  example: '1024:65535',
});

export const conntrack: ExtensionFact = {
  kind: 'match',
  name: 'conntrack',
  families: ['ipv4', 'ipv6'],
  explanation: 'Matches what connection tracking knows of the packet and of its connection.',
  example: '-m conntrack --ctstate ESTABLISHED,RELATED',
  needs: 'any',
  options: [
    {
      name: 'ctstate',
      value: 'enumeration-list',
      words: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED', 'SNAT', 'DNAT'],
      abbreviable: true,
      invertible: true,
      explanation: 'Matches the state of the connection; one of those listed is enough.',
      example: 'ESTABLISHED,RELATED',
    },
    {
      name: 'ctproto',
      value: 'protocol',
      invertible: true,
      explanation: 'Matches the protocol of the connection.',
      example: 'tcp',
    },
    address('ctorigsrc', 'Matches the source address of the direction the connection was opened in.'),
    address('ctorigdst', 'Matches the destination address of the direction the connection was opened in.'),
    address('ctreplsrc', 'Matches the source address of the replies.'),
    address('ctrepldst', 'Matches the destination address of the replies.'),
    port('ctorigsrcport', 'Matches the source port of the direction the connection was opened in.'),
    port('ctorigdstport', 'Matches the destination port of the direction the connection was opened in.'),
    port('ctreplsrcport', 'Matches the source port of the replies.'),
    port('ctrepldstport', 'Matches the destination port of the replies.'),
    {
      name: 'ctstatus',
      value: 'enumeration-list',
      words: ['NONE', 'EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED'],
      abbreviable: true,
      invertible: true,
      explanation: 'Matches how far the connection has come; one of those listed is enough.',
      example: 'ASSURED',
    },
    {
      name: 'ctexpire',
      value: 'integer-range',
      maximum: 4294967295,
      invertible: true,
      explanation: 'Matches the seconds left until the connection is forgotten.',
      example: '60:120',
    },
    {
      name: 'ctdir',
      value: 'enumeration',
      words: ['ORIGINAL', 'REPLY'],
      explanation: 'Matches packets of one direction: that of the opening packet or that of the replies.',
      example: 'ORIGINAL',
    },
  ],
};
