// What following a pointer is about: the bookkeeping of one kind of question. The walk (paths.ts) tells it what
// happens to the pointer on every path, in order; it answers what has become of the pointer.
import type { Range } from 'vscode-languageserver-types';
import type { CallExpression, Expression } from '../expression';
import { merge } from './facts';
import type { Facts } from './facts';
import type { Value } from './values';

/** One way through a function, up to some place. */
export interface Path<State> {
  /** What has become of the pointer. */
  readonly state: State;
  readonly facts: Facts;
  /** Whether it goes somewhere that perhaps no program goes; nothing may be reported on it. */
  readonly doubtful: boolean;
}

/** What an expression evaluates to. */
export interface Result extends Value {
  /** Whether it is the pointer that is followed. */
  readonly isPointer?: boolean;
  /** The call that gave it. */
  readonly call?: CallExpression;
  /** Whether the pointer was an argument of that call, so that the result may be the pointer again. */
  readonly isOfPointer?: boolean;
}

export interface PointerRules<State> {
  /** Paths whose states have the same key are followed as one. */
  keyOf(state: State): string;
  /** What it points to is read or written. Without an answer no program goes on from here. */
  accessed(path: Path<State>, range: Range): State | undefined;
  /** It is an argument of a call, whose result the outcomes may tell apart. */
  passed(path: Path<State>, call: CallExpression, argument: Expression): readonly PassOutcome<State>[];
  /** Anything is called, after its arguments are evaluated; for rules that are about more than one pointer. */
  called?(path: Path<State>, call: CallExpression): readonly PassOutcome<State>[];
  /** Its own address is an argument of a call, which may give it another value. */
  addressPassed(path: Path<State>, call: CallExpression): readonly AssignOutcome<State>[];
  /** It is copied to where it isn't followed. */
  stored(path: Path<State>, range: Range): State;
  /** It is given a value. */
  assigned(path: Path<State>, result: Result, range: Range): readonly AssignOutcome<State>[];
  /** The function is left, with what it returns. */
  left(path: Path<State>, result: Result | undefined, range: Range): void;
}

export interface PassOutcome<State> {
  readonly state: State;
  /** What the call returns then. */
  readonly result?: Value;
}

export interface AssignOutcome<State> {
  readonly state: State;
  readonly value: Value;
}

/** Two paths in the same state as one; the first itself, when the second takes nothing from it. */
export function mergePaths<State>(first: Path<State>, second: Path<State>): Path<State> {
  const facts = merge(first.facts, second.facts);
  const doubtful = first.doubtful && second.doubtful;
  return facts === first.facts && doubtful === first.doubtful ? first : { ...first, facts, doubtful };
}
