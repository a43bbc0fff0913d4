// extensions/libxt_MARK.c
import type { ExtensionNote, OptionNote } from '../note';

/** The ways to set a mark that MARK and CONNMARK share; `what` is the mark that is set. */
export const waysToSet = (what: string): Readonly<Record<string, OptionNote>> => ({
  'set-xmark': {
    explanation: `Clears the bits of the mask in ${what}, then flips those of the value.`,
    example: '0x1/0xff',
  },
  'set-mark': { explanation: `Sets ${what}, or only the bits of the mask.`, example: '0x1/0xff' },
  'and-mark': { value: 'mark', explanation: `Keeps only these bits of ${what}.`, example: '0xff' },
  'or-mark': { value: 'mark', explanation: `Sets these bits of ${what}.`, example: '0xff' },
  'xor-mark': { value: 'mark', explanation: `Flips these bits of ${what}.`, example: '0xff' },
});

export const mark: ExtensionNote = {
  kind: 'target',
  name: 'MARK',
  explanation: "Sets the packet's mark, which rules and routing can ask for, and goes on with the next rule.",
  example: '-j MARK --set-mark 0x1',
  needs: 'any',
  options: waysToSet("the packet's mark"),
};
