// A word of a shell script, as a program would get it: what is certain of it, where that stands, and what is not known.

/** A span of the script. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a variable is given its value: the characters that it is copied from. */
export interface Origin extends Span {
  readonly variable: string;
}

export interface LiteralPart extends Span {
  readonly kind: 'literal';
  readonly text: string;
  /** The script has just these characters there; not so behind a backslash, or where the value of a variable is put in. */
  readonly isCopy: boolean;
  /** Set where just these characters come from a variable. */
  readonly origin?: Origin;
}

/** What only the run of the script can tell: a variable, the output of a command. */
export interface UnknownPart extends Span {
  readonly kind: 'unknown';
  /** Of a plain variable. */
  readonly name: string | undefined;
}

export type WordPart = LiteralPart | UnknownPart;

export interface ShellWord extends Span {
  readonly parts: readonly WordPart[];
  /** It may turn out to be several words, or none. */
  readonly isOpen: boolean;
}

/** The word itself, unless a part of it is unknown. */
export function valueOf({ parts }: ShellWord): string | undefined {
  let value = '';
  for (const part of parts) {
    if (part.kind === 'unknown') return undefined;
    value += part.text;
  }
  return value;
}
