// What a function returns, wherever it is left: its value on each path, as far as it is known.
import type { Range } from 'vscode-languageserver-types';
import { followPointer } from './control-flow-paths';
import type { Path, PointerRules, Result } from './control-flow-rules';
import { signs } from './control-flow-values';
import type { FunctionModel } from './functions';
import type { Scope } from './scope';

/** One path that leaves the function. */
export interface Return {
  /** Of the `return`, or of the brace that ends the function. */
  readonly range: Range;
  /** Undefined where nothing is returned. */
  readonly result: Result | undefined;
  /** Whether perhaps no program goes there. */
  readonly doubtful: boolean;
}

/** Every path that leaves the function; undefined where paths cannot be followed. */
export function returnsOf(definition: FunctionModel, scope: Scope): readonly Return[] | undefined {
  const rules = new ReturnRules();
  return followPointer<undefined>(definition, '', undefined, rules, scope) ? rules.returns : undefined;
}

/** By the range of the `return` the signs of its values; of statements left out nothing is known. */
export function returnedSigns(definition: FunctionModel, scope: Scope): ReadonlyMap<Range, number> {
  const returned = new Map<Range, number>();
  for (const { range, result, doubtful } of returnsOf(definition, scope) ?? []) {
    const known = returned.get(range) ?? signs.none;
    returned.set(range, doubtful ? signs.any : known | (result?.signs ?? signs.any));
  }
  return returned;
}

class ReturnRules implements PointerRules<undefined> {
  readonly returns: Return[] = [];

  left({ doubtful }: Path<undefined>, result: Result | undefined, range: Range): void {
    this.returns.push({ range, result, doubtful });
  }

  // No variable is named like the pointer here, so nothing else is ever told.
  readonly keyOf = (): string => '';
  readonly accessed = (): undefined => undefined;
  readonly passed = (): [] => [];
  readonly stored = (): undefined => undefined;
  readonly addressPassed = (): [] => [];
  readonly assigned = (): [] => [];
}
