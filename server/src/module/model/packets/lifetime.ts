// The rules that follow a packet (`struct sk_buff *`) through a function: who owns it, where it was freed or sent on, and
// what is wrong about that. The checks on packets read what is found here.
import type { Range } from 'vscode-languageserver-types';
import type { PacketEffect } from '../../facts/kernel-functions';
import { textOf } from '../control-flow/facts';
import type { Facts } from '../control-flow/facts';
import type { AssignOutcome, PassOutcome, Path, PointerRules, Result } from '../control-flow/rules';
import { nonzero, signs, unknownValue, zero } from '../control-flow/values';
import type { Value } from '../control-flow/values';
import type { CallExpression, Expression } from '../expression';

type Status =
  /** As the caller gave it, who goes on owning it. */
  | 'given'
  /** This function must free it or pass it on. */
  | 'owned'
  /** The call that should have given it gave NULL. */
  | 'null'
  /** Freed, or with the stack, which may have freed it. */
  | 'gone'
  /** There are more references to it than this one. */
  | 'held'
  /** Somebody else may have it, or nothing is known of it. */
  | 'other';

/** The call that made a packet what it is. */
export interface PacketSite {
  readonly call: CallExpression;
  readonly range: Range;
  readonly effect: PacketEffect | 'gives';
}

export interface PacketState {
  readonly status: Status;
  readonly site?: PacketSite;
  /** Whether it is still the packet of the caller. */
  readonly ofCaller: boolean;
  /** Whether it has been said that it is used when it is gone. */
  readonly reported: boolean;
}

/** Something wrong, and the call that is to blame. */
export interface PacketFault {
  readonly kind: 'used' | 'freed again' | 'unchecked' | 'leaked';
  readonly range: Range;
  readonly site: PacketSite;
  /** The call it is passed to; none where it is dereferenced, overwritten or left behind. */
  readonly by?: CallExpression;
}

/** One end of the function. */
export interface PacketExit {
  readonly state: PacketState;
  readonly result: Result | undefined;
  readonly range: Range;
  /** Whether perhaps no program goes there. */
  readonly doubtful: boolean;
}

/** What a call does with a packet. */
export interface PassedPacket {
  readonly effect: PacketEffect;
  /** Whether it crashes when it is given NULL instead. */
  readonly failsOnNull: boolean;
  /** What it returns when it has freed the packet, and when it has not. */
  readonly results: { readonly gone: Value; readonly kept: Value };
}

/** What a call gives. */
export interface GivenPacket {
  readonly maybeNull: boolean;
  /** Whether whoever calls must free it. */
  readonly mustFree: boolean;
}

/** What is known of the functions that are called. */
export interface PacketCalls {
  effectOf(call: CallExpression, argument: Expression): PassedPacket | undefined;
  /** Undefined for a call that gives no packet, or nobody knows which. */
  gives(call: CallExpression, facts: Facts): GivenPacket | undefined;
  /** Whether a call may replace the packet but leaves it with the caller. */
  replaces(call: CallExpression): boolean;
}

export const givenPacket: PacketState = { status: 'given', ofCaller: true, reported: false };
/** NULL instead of a packet, as a function may be given it. */
export const nullPacket: PacketState = { status: 'null', ofCaller: true, reported: false };
export const otherPacket: PacketState = { status: 'other', ofCaller: false, reported: false };

export class PacketLifetime implements PointerRules<PacketState> {
  readonly exits: PacketExit[] = [];
  private readonly found = new Map<string, PacketFault>();

  constructor(private readonly calls: PacketCalls) {}

  get faults(): PacketFault[] {
    return [...this.found.values()];
  }

  keyOf({ status, site, ofCaller, reported }: PacketState): string {
    const { line, character } = site?.range.start ?? { line: 0, character: 0 };
    return `${status} ${line}:${character} ${String(ofCaller)} ${String(reported)}`;
  }

  accessed(path: Path<PacketState>, range: Range): PacketState | undefined {
    const { state } = path;
    if (state.status === 'null') {
      this.report(path, 'unchecked', range);
      return undefined;
    }
    return state.status === 'gone' ? this.usedWhenGone(path, range) : state;
  }

  passed(
    path: Path<PacketState>,
    call: CallExpression,
    argument: Expression,
  ): readonly PassOutcome<PacketState>[] {
    const { state } = path;
    const errorAnswer = answerOfErrorQuestion(call.callee, state);
    if (errorAnswer) return [{ state, result: errorAnswer }];
    const passed = this.calls.effectOf(call, argument);
    if (passed?.effect === 'ignores') return [{ state }];
    if (state.status === 'gone') return [{ state: this.passedWhenGone(path, call, argument, passed) }];
    if (state.status === 'null') return this.passedWhenNull(path, call, argument, passed);
    return passed ? becomes(state, passed, call) : [{ state: lost(state) }];
  }

  addressPassed(path: Path<PacketState>, call: CallExpression): readonly AssignOutcome<PacketState>[] {
    if (!this.calls.replaces(call)) return [{ state: otherPacket, value: unknownValue }];
    if (path.state.status === 'gone') {
      return [{ state: this.usedWhenGone(path, call.range, call), value: nonzero }];
    }
    return [{ state: path.state, value: path.state.status === 'null' ? zero : unknownValue }];
  }

  stored({ state }: Path<PacketState>): PacketState {
    return state.status === 'gone' || state.status === 'null' ? state : lost(state);
  }

  assigned(path: Path<PacketState>, result: Result, range: Range): readonly AssignOutcome<PacketState>[] {
    const { call } = result;
    const given = call && this.calls.gives(call, path.facts);
    if (path.state.status === 'owned' && (given ?? !result.isOfPointer)) this.report(path, 'leaked', range);
    if (!call || !given) return [{ state: otherPacket, value: result }];
    const site: PacketSite = { call, range: call.range, effect: 'gives' };
    const owned: AssignOutcome<PacketState> = {
      state: { ...otherPacket, status: given.mustFree ? 'owned' : 'other', site },
      value: nonzero,
    };
    return given.maybeNull
      ? [owned, { state: { ...otherPacket, status: 'null', site }, value: zero }]
      : [owned];
  }

  left(path: Path<PacketState>, result: Result | undefined, range: Range): void {
    const { state } = path;
    this.exits.push({ state, result, range, doubtful: path.doubtful });
    if (state.status === 'owned' && result?.isPointer !== true) this.report(path, 'leaked', range);
  }

  private passedWhenGone(
    path: Path<PacketState>,
    call: CallExpression,
    argument: Expression,
    passed: PassedPacket | undefined,
  ): PacketState {
    if (passed?.effect !== 'frees' && passed?.effect !== 'sends') {
      return this.usedWhenGone(path, argument.range, call);
    }
    this.report(path, 'freed again', argument.range, call);
    return { ...path.state, reported: true };
  }

  private passedWhenNull(
    path: Path<PacketState>,
    call: CallExpression,
    argument: Expression,
    passed: PassedPacket | undefined,
  ): readonly PassOutcome<PacketState>[] {
    // kfree_skb(NULL) is fine; others may find out, and tell by what they return.
    if (passed?.effect === 'frees') return [{ state: path.state }];
    if (!passed?.failsOnNull) return [{ state: otherPacket }];
    this.report(path, 'unchecked', argument.range, call);
    return [];
  }

  private usedWhenGone(path: Path<PacketState>, range: Range, by?: CallExpression): PacketState {
    if (!path.state.reported) this.report(path, 'used', range, by);
    return { ...path.state, reported: true };
  }

  private report(path: Path<PacketState>, kind: PacketFault['kind'], range: Range, by?: CallExpression) {
    const { site } = path.state;
    if (path.doubtful || !site) return;
    const place = `${kind} ${range.start.line}:${range.start.character}`;
    if (!this.found.has(place)) this.found.set(place, { kind, range, site, ...(by && { by }) });
  }
}

/** What IS_ERR() says of it: what gives packets gives NULL and no error pointer (include/linux/err.h). */
function answerOfErrorQuestion(callee: string, { status }: PacketState): Value | undefined {
  if (callee !== 'IS_ERR' && callee !== 'IS_ERR_OR_NULL') return undefined;
  if (status === 'null') return callee === 'IS_ERR' ? zero : nonzero;
  return status === 'other' ? unknownValue : zero;
}

/** A packet that is somebody else's too; who holds a reference keeps it. */
function lost(state: PacketState): PacketState {
  return state.status === 'held' ? state : { ...state, status: 'other' };
}

/** What a packet may be after it was passed. */
function becomes(
  state: PacketState,
  { effect, results }: PassedPacket,
  call: CallExpression,
): readonly PassOutcome<PacketState>[] {
  const site: PacketSite = { call, range: call.range, effect };
  const gone: PacketState = { ...state, status: 'gone', site, reported: false };
  // With another reference to it, the packet outlives this one.
  const freed = { state: state.status === 'held' ? state : gone, result: results.gone };
  switch (effect) {
    case 'frees':
    case 'sends':
      return [freed];
    case 'frees on failure':
    case 'frees on success':
      return [freed, { state, result: results.kept }];
    case 'keeps':
      return [{ state: lost(state) }];
    case 'holds':
      return [{ state: { ...state, status: 'held' } }];
    case 'uses':
    case 'ignores':
      return [{ state }];
  }
}

/** Whether anything is known on a path about how full a queue is. */
export function knowsQueue(queue: Expression | undefined, facts: Facts): boolean {
  const text = queue && textOf(queue);
  if (text === undefined) return false;
  return [...facts.keys()].some((known) =>
    ['skb_queue_empty', 'skb_queue_len', 'skb_peek'].some((asked) => known.includes(`${asked}(${text})`)),
  );
}

/** What a function returns on some of its exits, as far as they agree. */
export function resultOf(exits: readonly PacketExit[]): Value {
  const known = exits.reduce<number>((all, { result }) => all | (result?.signs ?? signs.any), signs.none);
  const [number, ...others] = new Set(exits.map(({ result }) => result?.constant));
  return { signs: known, ...(number !== undefined && others.length === 0 && { constant: number }) };
}
