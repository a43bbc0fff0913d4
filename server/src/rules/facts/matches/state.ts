// extensions/libxt_conntrack.c; in the kernel an alias of conntrack
import type { ExtensionNote } from '../note';

export const state: ExtensionNote = {
  kind: 'match',
  name: 'state',
  explanation: 'The older name of `conntrack --ctstate`. It still works; new rules use `conntrack`.',
  example: '-m state --state ESTABLISHED,RELATED',
  options: {
    state: {
      value: 'enumeration-list',
      words: ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'],
      abbreviable: true,
      explanation: 'Matches the state of the connection; one of those listed is enough.',
      example: 'ESTABLISHED,RELATED',
    },
  },
};
