// What a function holds when it is left: which of the resources it has taken are still taken on a path that fails, and on
// one that succeeds. Built on the walk along all paths; what cannot be followed holds nothing.
import type { Range } from 'vscode-languageserver-types';
import { givesNothing } from '../facts/resources';
import type { Resource } from '../facts/resources';
import { activityOf } from './calls';
import { textOf, valueIn } from './control-flow/facts';
import { followPointer } from './control-flow/paths';
import type { PassOutcome, Path, PointerRules } from './control-flow/rules';
import { signs } from './control-flow/values';
import type { Value } from './control-flow/values';
import { functionNamed, reachedFrom } from './entry-points';
import type { CallExpression } from './expression';
import type { FunctionModel } from './functions';
import type { Scope } from './scope';
import type { SourceModel } from './source';

/** Something that is taken and not yet given back. */
export interface Holding {
  readonly resource: Resource;
  readonly call: CallExpression;
}

/** The function is left while it holds something. */
export interface Departure {
  readonly range: Range;
  readonly fails: boolean;
  /** The last of the functions that take which could not, on the way here. */
  readonly refused: string | undefined;
  readonly holdings: readonly Holding[];
}

interface State {
  readonly holdings: readonly Holding[];
  readonly refused: string | undefined;
}

/** Every way to leave a function with something held, in no particular order. */
export function departuresHolding(
  definition: FunctionModel,
  resources: readonly Resource[],
  source: SourceModel,
  scope: Scope,
): Departure[] {
  const rules = new HoldingRules(definition, resources, source);
  if (!rules.takesAnything) return [];
  return followPointer<State>(definition, '', empty, rules, scope) ? rules.departures : [];
}

const empty: State = { holdings: [], refused: undefined };

/** Names of functions elsewhere that may well give back what others took. */
const mayGive = /un|de|free|exit|fini|clean|remove|release|put|stop|kill|undo|drop|flush|reset/i;

class HoldingRules implements PointerRules<State> {
  readonly departures: Departure[] = [];
  private readonly resources: readonly Resource[];

  constructor(
    private readonly definition: FunctionModel,
    resources: readonly Resource[],
    private readonly source: SourceModel,
  ) {
    // How often a loop runs is not followed, so neither is what is taken or given back in one.
    const repeated = activityOf(definition)
      .calls.filter((call) => call.repeated)
      .map(({ callee }) => callee);
    this.resources = resources.filter(
      ({ takes, gives }) => !repeated.some((callee) => takes.has(callee) || gives.has(callee)),
    );
  }

  get takesAnything(): boolean {
    const { calls } = activityOf(this.definition);
    return calls.some(({ callee }) => this.resources.some(({ takes }) => takes.has(callee)));
  }

  keyOf({ holdings, refused = '' }: State): string {
    const places = holdings.map(({ call: { range } }) => `${range.start.line}:${range.start.character}`);
    return [refused, ...places].join(' ');
  }

  called({ state, facts }: Path<State>, call: CallExpression): readonly PassOutcome<State>[] {
    const [first] = call.operands;
    const taken = this.resources.find(({ takes }) => takes.has(call.callee));
    if (taken) return outcomesOfTaking(state, taken, call);
    if (first && /^IS_ERR(?:_OR_NULL)?$|^PTR_ERR/.test(call.callee)) {
      return [{ state, result: ofErrorPointer(call.callee, valueIn(facts, textOf(first) ?? '')) }];
    }
    const holdings = state.holdings.filter((holding) => !this.gives(call, holding, state));
    return [{ state: { ...state, holdings } }];
  }

  left({ state, doubtful }: Path<State>, result: Value | undefined, range: Range): void {
    const { holdings, refused } = state;
    if (holdings.length === 0 || doubtful || !result) return;
    const succeeds = (result.signs & signs.negative) === signs.none;
    const told = this.departures.some((other) => other.range === range && other.fails !== succeeds);
    if (!told && (result.signs === signs.negative || succeeds)) {
      this.departures.push({ range, fails: !succeeds, refused, holdings });
    }
  }

  private gives(call: CallExpression, { resource, call: taking }: Holding, state: State): boolean {
    if (resource.gives.has(call.callee)) {
      // Of several of a kind, the one that is named; where none is, any may be meant, and none is surely held.
      const named = state.holdings.filter(
        (other) => other.resource === resource && sameArgument(call, other.call),
      );
      return named.length === 0 || named.some((other) => other.call === taking);
    }
    const own = functionNamed(this.source, call.callee);
    if (!own) return mayGive.test(call.callee) && !isNeutral(call.callee, this.resources);
    return [...reachedFrom(this.source, [own])].some((definition) =>
      activityOf(definition).calls.some(({ callee }) => resource.gives.has(callee)),
    );
  }

  // The walk follows no pointer here.
  readonly accessed = ({ state }: Path<State>): State => state;
  readonly passed = ({ state }: Path<State>) => [{ state }];
  readonly stored = ({ state }: Path<State>): State => state;
  readonly addressPassed = (): [] => [];
  readonly assigned = (): [] => [];
}

/** What each kind of failure looks like, and what success does. */
const returned: Readonly<
  Record<Exclude<Resource['failure'], 'another value'>, { readonly taken: number; readonly refused: number }>
> = {
  negative: { taken: signs.zero, refused: signs.negative },
  null: { taken: signs.nonzero, refused: signs.zero },
  'error pointer': { taken: signs.positive, refused: signs.negative },
};

function outcomesOfTaking(state: State, resource: Resource, call: CallExpression): PassOutcome<State>[] {
  // Where success looks like failure to this walk, nothing is known to be held.
  if (resource.failure === 'another value') return [{ state }];
  const { taken, refused } = returned[resource.failure];
  const holdings = [...state.holdings, { resource, call }];
  return [
    { state: { ...state, holdings }, result: { signs: taken } },
    { state: { ...state, refused: call.callee }, result: { signs: refused } },
  ];
}

/** Error pointers count as negative here, and others as positive. */
function ofErrorPointer(callee: string, { signs: known }: Value): Value {
  if (callee.startsWith('PTR_ERR')) return { signs: known };
  if (known === signs.negative) return { signs: signs.nonzero };
  return { signs: known === signs.positive ? signs.zero : signs.any };
}

function sameArgument(call: CallExpression, other: CallExpression): boolean {
  const texts = (one: CallExpression) => one.operands.map(textOf).filter((text) => text !== undefined);
  const known = texts(other);
  return texts(call).some((text) => known.includes(text));
}

function isNeutral(callee: string, resources: readonly Resource[]): boolean {
  return givesNothing(callee) || resources.some(({ takes, gives }) => takes.has(callee) || gives.has(callee));
}
