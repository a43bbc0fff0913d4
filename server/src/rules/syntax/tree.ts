// The tree of a rule file: what a line says in the words of iptables-restore, before anyone asks whether a chain
// exists or a value makes sense. All positions are offsets in the line, in UTF-16 units.
import type { CoreOptionFact } from '../facts/core-options';
import type { OptionFact } from '../facts/fact';
import type { OptionSet } from './grammar';
import type { SyntaxProblem } from './problem';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One argument as iptables would get it. */
export interface Word extends Span {
  /** The argument itself: quotes taken off, escapes resolved. */
  readonly value: string;
  /** Whether the text differs from the value, so that a value's offsets are not the text's. */
  readonly quoted: boolean;
}

export type LineNode = BlankLine | CommentLine | TableLine | ChainLine | CommitLine | RuleLine;

export interface BlankLine {
  readonly kind: 'blank';
}

/** `# …`, only at the very start of a line. */
export interface CommentLine {
  readonly kind: 'comment';
}

/** `*filter` */
export interface TableLine {
  readonly kind: 'table';
  readonly name: Word | undefined;
}

/** `:INPUT ACCEPT [0:0]` */
export interface ChainLine {
  readonly kind: 'chain';
  readonly name: Word | undefined;
  readonly policy: Word | undefined;
  readonly counters: Word | undefined;
}

/** `COMMIT`, and nothing else on the line. */
export interface CommitLine {
  readonly kind: 'commit';
}

/** Everything else: `[0:0] -A INPUT -p tcp -j ACCEPT`, and whatever iptables would try to read as that. */
export interface RuleLine {
  readonly kind: 'rule';
  /** `[0:0]` before the command. */
  readonly counters: Span | undefined;
  readonly words: readonly Word[];
  /** Options with their values, in the order of the line. */
  readonly options: readonly OptionNode[];
  /** The first of its commands. */
  readonly command: CoreOptionNode | undefined;
  /** The first `-p`. */
  readonly protocol: CoreOptionNode | undefined;
  /** Extensions loaded, in the order of loading: `-m`, `-j`, and the match of a protocol named by `-p`. */
  readonly extensions: readonly ExtensionNode[];
  readonly problems: readonly SyntaxProblem[];
  /** A variable stands where an option may: what else the rule says, such as its `-p`, nobody knows. */
  readonly isOpen: boolean;
  /**
   * Set when iptables stops reading here with success: `family` leaves out the rest of the line (`-6` in a file
   * for IPv4), `exit` the rest of the file (`-h`, `-V`).
   */
  readonly stop: 'family' | 'exit' | undefined;
}

/** An option of iptables itself: its owner is undefined. */
export interface CoreOptionNode extends OptionShape {
  readonly fact: CoreOptionFact;
  readonly owner: undefined;
}

/** An option of an extension that this line has loaded. */
export interface ExtensionOptionNode extends OptionShape {
  readonly fact: OptionFact;
  readonly owner: ExtensionNode;
}

/** An option that nobody knows but that may belong to an extension nobody described. */
export interface UnknownOptionNode extends OptionShape {
  readonly fact: undefined;
  readonly owner: ExtensionNode;
}

export type OptionNode = CoreOptionNode | ExtensionOptionNode | UnknownOptionNode;

interface OptionShape {
  /** The word that holds the option. */
  readonly word: Word;
  /** The `!` before it. */
  readonly negation: Word | undefined;
  readonly values: readonly Word[];
  /** The value is attached to the option, as in `-ptcp` or `--dport=22`. */
  readonly attached: boolean;
  /** An extension nobody described stands before it and may own it; nothing is certain of its value. */
  readonly uncertain: boolean;
}

export interface ExtensionNode {
  readonly kind: 'match' | 'target';
  readonly name: string;
  /** The word that names it; the value of `-p` when the protocol loads it. */
  readonly word: Word;
  readonly implicit: boolean;
  /** Undefined for an extension that no row describes. */
  readonly set: OptionSet | undefined;
  readonly options: OptionNode[];
}
