// What a function returns, wherever it is left: its value on each path, as far as it is known. A variable that is returned
// is followed by itself, so that `ret = -EINVAL; goto out;` and `ret = 0;` stay apart where their paths meet.
import type { Range } from 'vscode-languageserver-types';
import { activityOf } from '../calls';
import { followPointer } from './paths';
import type { AssignOutcome, PassOutcome, Path, PointerRules, Result } from './rules';
import { unknownValue } from './values';
import type { FunctionModel } from '../functions';
import type { Scope } from '../scope';

/** One path that leaves the function. */
export interface Return {
  /** Of the `return`, or of the brace that ends the function. */
  readonly range: Range;
  /** Undefined where nothing is returned. */
  readonly result: Result | undefined;
  /** Whether perhaps no program goes there. */
  readonly doubtful: boolean;
  /** Of the assignment that gave its value to the variable that is returned. */
  readonly assignedAt?: Range;
}

/** Every path that leaves the function; undefined where paths cannot be followed. */
export function returnsOf(definition: FunctionModel, scope: Scope): readonly Return[] | undefined {
  const plain = new ReturnRules();
  if (!followPointer<Assigned>(definition, '', undefined, plain, scope)) return undefined;
  const ofVariables = [...returnedVariables(definition)].flatMap(([variable, places]) => {
    const rules = new ReturnRules();
    const followed = followPointer<Assigned>(definition, variable, undefined, rules, scope);
    return followed ? rules.returns.filter(({ range }) => places.has(range)) : [];
  });
  const told = new Set(ofVariables.map(({ range }) => range));
  return [...plain.returns.filter(({ range }) => !told.has(range)), ...ofVariables];
}

/** Variables of a function that it returns by their name alone, with where it does. */
function returnedVariables(definition: FunctionModel): ReadonlyMap<string, ReadonlySet<Range>> {
  const { locals, returns } = activityOf(definition);
  const variables = [...definition.parameters, ...locals];
  const places = new Map<string, Set<Range>>();
  for (const { value, range } of returns) {
    if (value?.kind !== 'name') continue;
    const named = variables.filter(({ name }) => name === value.name);
    if (named.length !== 1 || named[0]?.isStatic === true) continue;
    places.set(value.name, (places.get(value.name) ?? new Set()).add(range));
  }
  return places;
}

/** Where the variable that is followed got the value it has. */
type Assigned = Range | undefined;

class ReturnRules implements PointerRules<Assigned> {
  readonly returns: Return[] = [];

  keyOf(assigned: Assigned): string {
    return assigned ? `${assigned.start.line}:${assigned.start.character}` : '';
  }

  assigned(_: Path<Assigned>, { isPointer: __, ...value }: Result, range: Range): [AssignOutcome<Assigned>] {
    return [{ state: range, value }];
  }

  left({ state, doubtful }: Path<Assigned>, result: Result | undefined, range: Range): void {
    this.returns.push({ range, result, doubtful, ...(state && { assignedAt: state }) });
  }

  readonly accessed = ({ state }: Path<Assigned>): Assigned => state;
  readonly stored = ({ state }: Path<Assigned>): Assigned => state;
  readonly passed = ({ state }: Path<Assigned>): readonly PassOutcome<Assigned>[] => [{ state }];
  readonly addressPassed = (): readonly AssignOutcome<Assigned>[] => [
    { state: undefined, value: unknownValue },
  ];
}
