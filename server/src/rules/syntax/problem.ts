// What the parser may find wrong with a line, as values. A check of checks/ turns each into a diagnostic.
import type { Span } from './tree';

export type SyntaxProblemCode =
  /** An option that neither iptables nor a loaded extension has. */
  | 'unknown-option'
  /** An option or a command lacks its value. Detail: what it wants. */
  | 'missing-value'
  /** An argument that belongs to nothing. */
  | 'stray-argument'
  /** A `!` where none may stand. Detail: what iptables says of it. */
  | 'negation'
  /** `[packets:bytes]` before a rule is malformed. */
  | 'counters-syntax'
  | 'argument-too-long'
  | 'too-many-arguments'
  /** A value attached to its option, which this version of iptables reads wrongly. */
  | 'attached-value';

export interface SyntaxProblem extends Span {
  readonly code: SyntaxProblemCode;
  /** The option or argument it is about, as written. */
  readonly subject: string;
  readonly detail?: string;
}
