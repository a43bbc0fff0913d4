// extensions/libxt_conntrack.c; in the kernel an alias of conntrack
import type { ExtensionFact } from '../fact';

export const state: ExtensionFact = {
  kind: 'match',
  name: 'state',
  families: ['ipv4', 'ipv6'],
  explanation: 'The older name of `conntrack --ctstate`. It still works; new rules use `conntrack`.',
  example: '-m state --state ESTABLISHED,RELATED',
  options: [
    {
      name: 'state',
      value: 'enumeration-list',
      words: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'],
      abbreviable: true,
      invertible: true,
      mandatory: true,
      explanation: 'Matches the state of the connection; one of those listed is enough.',
      example: 'ESTABLISHED,RELATED',
    },
  ],
};
