// The verdicts every table has: libxtables/xtables.c, xtables_find_target; they take no options, and have no table.
import type { ExtensionNote } from '../note';

const verdict = (name: string, explanation: string): ExtensionNote => ({
  kind: 'target',
  name,
  terminating: true,
  options: {},
  explanation,
  example: `-j ${name}`,
});

export const verdicts: readonly ExtensionNote[] = [
  verdict(
    'ACCEPT',
    'Lets the packet through this table: no further rule of the chain is asked, nor of the chains it was called from.',
  ),
  verdict('DROP', 'Throws the packet away without a word to its sender.'),
  verdict(
    'RETURN',
    'Goes back to the chain this one was called from and on with its next rule; in a built-in chain the policy decides.',
  ),
  {
    ...verdict('QUEUE', 'Hands the packet to a program; `NFQUEUE` has taken its place.'),
    refusedBy: ['nft'],
  },
];
