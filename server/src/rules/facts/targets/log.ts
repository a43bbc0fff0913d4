// extensions/libxt_LOG.c and libxt_NFLOG.c
import type { ExtensionFact } from '../fact';

export const log: ExtensionFact = {
  kind: 'target',
  name: 'LOG',
  families: ['ipv4', 'ipv6'],
  explanation: 'Writes the packet to the kernel log and goes on with the next rule.',
  example: '-j LOG --log-prefix "dropped: "',
  options: [
    {
      name: 'log-level',
      value: 'log-level',
      words: ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug', 'panic'],
      explanation:
        'The level of the message, by name or by number from 0 to 7; 4 (`warning`) if nothing is said.',
      example: 'info',
    },
    {
      name: 'log-prefix',
      value: 'string',
      minimum: 1,
      explanation: 'What the message begins with; what is beyond 29 characters is cut off.',
      example: '"dropped: "',
    },
    { name: 'log-tcp-sequence', value: 'none', explanation: 'Writes the TCP sequence numbers too.' },
    { name: 'log-tcp-options', value: 'none', explanation: 'Writes the options of the TCP header too.' },
    { name: 'log-ip-options', value: 'none', explanation: 'Writes the options of the IP header too.' },
    { name: 'log-uid', value: 'none', explanation: 'Writes the user who sends the packet too.' },
    { name: 'log-macdecode', value: 'none', explanation: 'Writes the link-layer addresses in parts.' },
  ],
};

export const nflog: ExtensionFact = {
  kind: 'target',
  name: 'NFLOG',
  families: ['ipv4', 'ipv6'],
  explanation: 'Hands a copy of the packet to a program that logs, and goes on with the next rule.',
  example: '-j NFLOG --nflog-group 1 --nflog-prefix "dropped"',
  options: [
    {
      name: 'nflog-group',
      value: 'integer',
      maximum: 65535,
      explanation: 'The group the program listens to.',
      example: '1',
    },
    {
      name: 'nflog-prefix',
      value: 'string',
      minimum: 1,
      explanation: 'What the message begins with.',
      example: '"dropped"',
    },
    {
      name: 'nflog-range',
      value: 'integer',
      maximum: 4294967295,
      excludes: ['nflog-size'],
      explanation: 'Has no effect; `--nflog-size` has taken its place.',
    },
    {
      name: 'nflog-size',
      value: 'integer',
      maximum: 4294967295,
      excludes: ['nflog-range'],
      explanation: 'How many bytes of the packet are handed over.',
      example: '128',
    },
    {
      name: 'nflog-threshold',
      value: 'integer',
      maximum: 65535,
      explanation: 'How many packets are gathered before they are handed over.',
      example: '10',
    },
  ],
};
