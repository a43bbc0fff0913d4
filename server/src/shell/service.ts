// The face of the service for shell scripts: text → what it says to iptables.
import { createShellParser } from './parse';
import type { ShellGrammar } from './parse';
import { readScript } from './read-script';
import { emptyScript } from './script';
import type { ScriptModel } from './script';

export type { ShellGrammar } from './parse';
export type { IptablesCommand, RestoredText, ScriptModel } from './script';
export type { ShellWord, WordPart } from './word';
export { valueOf } from './word';

/** Reads a script; any text gives a model. */
export type ReadScript = (text: string) => ScriptModel;

/** Nobody writes a script as long as this by hand, and nobody should wait for one. */
export const longestScript = 1_000_000;

export async function createShellService(grammar: ShellGrammar): Promise<ReadScript> {
  const parse = await createShellParser(grammar);
  return (text) => {
    if (!mayCallIptables(text)) return emptyScript;
    if (text.length > longestScript) return { ...emptyScript, isTooLong: true };
    const tree = parse(text);
    try {
      return readScript(tree.rootNode, text);
    } finally {
      tree.delete();
    }
  };
}

/** A glance that tells most scripts from those worth parsing. */
export function mayCallIptables(text: string): boolean {
  return /ip6?tables|\bip[46]?t[46]?\b/i.test(text);
}
