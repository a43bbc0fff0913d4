// What a shell script says to iptables, as plain data: its commands, and the rule files that it hands to
// iptables-restore as here-documents. Made by read-script.ts.
import type { ShellWord, Span, WordPart } from './word';

export type Family = 'ipv4' | 'ipv6';
export type Variant = 'legacy' | 'nft';

/** The program that a command runs, as far as its name tells. */
export interface Program {
  readonly kind: 'iptables' | 'restore' | 'save';
  /** Both for the variable of a loop over iptables and ip6tables. */
  readonly families: readonly Family[];
  /** Set where the program is called by the name of one variant. */
  readonly variant: Variant | undefined;
}

export interface IptablesCommand {
  readonly program: Program;
  /** The arguments. */
  readonly words: readonly ShellWord[];
  /** The table of `-t`, with where it stands; undefined when nobody can know. */
  readonly table: { readonly name: string; readonly span: Span | undefined } | undefined;
  /** Where the command ends, the blanks behind its last word included. */
  readonly end: number;
  /** Where the first argument may begin. */
  readonly start: number;
}

export interface RestoredText {
  readonly program: Program;
  /** Whether --noflush leaves the chains that are there. */
  readonly keepsChains: boolean;
  /** The text that iptables-restore reads. */
  readonly parts: readonly WordPart[];
}

export interface ScriptModel {
  readonly commands: readonly IptablesCommand[];
  readonly restored: readonly RestoredText[];
  /** It has not been read. */
  readonly isTooLong: boolean;
}

export const emptyScript: ScriptModel = { commands: [], restored: [], isTooLong: false };
