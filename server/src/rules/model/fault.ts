// What the walk over a file finds wrong, as values. A check of checks/ turns each into a diagnostic.
import type { Span } from '../syntax/tree';

export type FaultCode =
  /** A line where only a table may begin. Detail: what it looks like. */
  | 'outside-table'
  | 'missing-commit'
  | 'no-final-newline'
  /** Indented, or with blanks behind it, where iptables wants the bare word. Detail: which. */
  | 'misplaced-blank'
  | 'carriage-return'
  | 'table-name'
  /** The name of a new chain in a chain line, for the check to judge. */
  | 'chain-name'
  /** The policy of a chain, for the check to judge. Detail: of which kind of chain. */
  | 'chain-policy'
  /** Counters behind a policy that are none. */
  | 'policy-counters'
  /** A chain declared again. */
  | 'duplicate-chain'
  /** A chain that does not exist, or not yet. Detail: who asks for it. */
  | 'undefined-chain'
  /** A target that is neither a chain nor an extension. */
  | 'undefined-target'
  /** A jump to a built-in chain. */
  | 'jump-to-builtin'
  /** A rule number beyond the chain's rules, or a rule to delete that is not there. */
  | 'rule-number'
  /** A rule or a policy that drops, in the table nat. */
  | 'drop-in-nat'
  /** A command that cannot be done to this chain. */
  | 'chain-command';

/** A span of one line of the file. */
export interface Place extends Span {
  readonly line: number;
}

export interface Fault extends Place {
  readonly code: FaultCode;
  readonly subject: string;
  readonly detail?: string;
}
